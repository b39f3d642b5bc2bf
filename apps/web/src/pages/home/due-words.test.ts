import { describe, expect, it } from 'vitest'
import { dueWords } from './due-words.ts'

const now = new Date('2026-03-10T12:00:00Z')
const minutes = (seconds: number) => `${Math.round(seconds / 60)} min`

describe('how urgent something is', () => {
  it('says how long is left, then how late it is', () => {
    expect(dueWords(new Date('2026-03-10T12:25:00Z'), now, minutes)).toEqual({
      text: 'in 25 min',
      past: false,
    })
    expect(dueWords(new Date('2026-03-10T11:30:00Z'), now, minutes)).toEqual({
      text: '30 min late',
      past: true,
    })
  })

  it('counts whole minutes', () => {
    const asked: number[] = []
    dueWords(new Date('2026-03-10T11:00:20Z'), now, (seconds) => String(asked.push(seconds)))
    expect(asked).toEqual([59 * 60])
  })

  it('within a minute it is now', () => {
    expect(dueWords(new Date('2026-03-10T12:00:20Z'), now, minutes).text).toBe('now')
  })
})
