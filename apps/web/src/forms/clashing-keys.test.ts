import { describe, expect, it } from 'vitest'
import { clashingKeys } from './clashing-keys.ts'

const read = { name: 'Spring', platform: 'Google', budget: 100 as number | null }

describe('two people changing the same thing', () => {
  it('asks about a field that both changed to something else', () => {
    expect(clashingKeys(read, { name: 'Mine' }, { ...read, name: 'Theirs' })).toEqual(['name'])
  })

  it('asks nothing when they changed other fields', () => {
    expect(clashingKeys(read, { name: 'Mine' }, { ...read, platform: 'Meta', budget: 5 })).toEqual([])
  })

  it('asks nothing when both wrote the same', () => {
    expect(clashingKeys(read, { budget: null }, { ...read, budget: null })).toEqual([])
  })

  it('takes an emptied text and a missing one for the same', () => {
    expect(clashingKeys({ phone: '1' }, { phone: '' }, { phone: null as unknown as string })).toEqual([])
  })
})
