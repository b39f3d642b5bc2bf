import { LeadFilter } from '@tributary/contracts'
import { createFormats } from '@tributary/ui'
import { describe, expect, it } from 'vitest'
import { FILTER_FIELDS, describe as inWords, isSet, keysOf, without } from './filter-fields.ts'

const formats = createFormats({ locale: 'en-GB', currency: 'INR', timeZone: 'Asia/Kolkata' })
const field = (id: string) => {
  const found = FILTER_FIELDS.find((one) => one.id === id)
  if (!found) throw new Error(`There is no field ${id}`)
  return found
}
const said = (id: string, filter: LeadFilter) => {
  const { operator, value } = inWords(field(id), filter, undefined, formats)
  return `${field(id).label} ${operator} ${value}`
}

describe('conditions in words', () => {
  it('every condition of the wire but the search text has a chip that takes it away', () => {
    const covered = new Set(FILTER_FIELDS.flatMap((one) => keysOf(one)))
    for (const key of Object.keys(LeadFilter.shape)) if (key !== 'text') expect(covered).toContain(key)
  })

  it('one value is said plainly, several as alternatives', () => {
    expect(said('grade', { grade: ['A'] })).toBe('Grade is A')
    expect(said('grade', { grade: ['A', 'B'] })).toBe('Grade is any of A or B')
    expect(said('stage', { stage: ['new', 'contacted', 'won', 'lost'] })).toBe(
      'Stage is any of New, Contacted or 2 more',
    )
  })

  it('what is not known has a name of its own', () => {
    expect(said('region', { region: [''] })).toBe('Region is Not known')
  })

  it('spans are said by the ends they have', () => {
    expect(said('score', { scoreFrom: 60 })).toBe('Score at least 60')
    expect(said('score', { scoreTo: 20 })).toBe('Score at most 20')
    expect(said('captured', { capturedFrom: '2026-03-01', capturedTo: '2026-03-31' })).toBe(
      'Captured from 1 Mar 2026 to 31 Mar 2026',
    )
    expect(said('captured', { capturedFrom: '2026-03-01', capturedTo: '2026-03-01' })).toBe(
      'Captured on 1 Mar 2026',
    )
  })

  it('a cell of the quality matrix says its score and its trust', () => {
    expect(said('cell', { cell: ['9:6'] })).toBe('Score × trust is 90–100 × 60–69')
  })

  it('taking a condition away leaves the others', () => {
    const filter: LeadFilter = { scoreFrom: 60, scoreTo: 80, grade: ['A'] }
    expect(without(filter, field('score'))).toEqual({ grade: ['A'] })
    expect(isSet(field('score'), filter)).toBe(true)
    expect(isSet(field('score'), without(filter, field('score')))).toBe(false)
  })
})
