import { describe, expect, it } from 'vitest'
import { weeksOf } from './spend-weeks.ts'

const days = (...list: string[]) => list.map((day) => ({ day, spendMinor: null }))

describe('the calendar of spend', () => {
  it('begins each week on Monday and leaves places outside the period empty', () => {
    // 2026-11-04 is a Wednesday.
    const [week, ...others] = weeksOf(days('2026-11-04', '2026-11-05'))
    expect(week?.map((place) => place.of?.day ?? null)).toEqual([
      null,
      null,
      '2026-11-04',
      '2026-11-05',
      null,
      null,
      null,
    ])
    expect(others).toEqual([])
  })

  it('has no week without a day', () => {
    expect(weeksOf([])).toEqual([])
  })
})
