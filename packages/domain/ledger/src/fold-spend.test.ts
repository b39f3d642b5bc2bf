import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventOf, SpendFigures } from './events.ts'
import { foldSpend } from './fold-spend.ts'
import { rollupDeltas, sumDeltas } from './rollup-deltas.ts'
import { campaignId, eventOf } from './testing.ts'

const figures = (amountMinor: number, clicks = 0): SpendFigures => ({
  currency: 'USD',
  amountMinor,
  impressions: 0,
  clicks,
})
const recorded = (before: SpendFigures | null, after: SpendFigures | null, content = '') =>
  eventOf('spend.recorded', {
    day: '2026-03-02',
    source: 'google',
    content,
    before,
    after,
    way: 'manual',
  }) as EventOf<'spend.recorded'>

const first = recorded(null, figures(12_550))
const corrected = recorded(figures(12_550), figures(13_000))

describe('lines of spend', () => {
  test('a day recorded with 125.50 and corrected to 130.00 stands with 130.00, whatever the order of its events', () => {
    const line = { campaignId, day: '2026-03-02', source: 'google', content: '' }
    for (const events of [
      [first, corrected],
      [corrected, first],
    ])
      expect(foldSpend(events)).toEqual([{ ...line, figures: figures(13_000), unbroken: true }])
  })
  test('a line that was taken away stands with nothing', () => {
    expect(foldSpend([first, recorded(figures(12_550), null)])).toMatchObject([
      { figures: null, unbroken: true },
    ])
  })
  test('a missing correction is told', () => {
    expect(foldSpend([first, recorded(figures(13_000), figures(14_000))])[0]?.unbroken).toBe(false)
  })
  test('any history of a line adds up to its last figures, in its state and in the counts of its day', () => {
    const amounts = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), { minLength: 1 })
    fc.assert(
      fc.property(amounts, (wanted) => {
        let before: SpendFigures | null = null
        const events = wanted.map((amount) => {
          const after = amount === null ? null : figures(amount, amount)
          const event = recorded(before, after)
          before = after
          return event
        })
        expect(foldSpend(events.toReversed())).toMatchObject([{ figures: before, unbroken: true }])
        const counted = sumDeltas(events.flatMap((event) => rollupDeltas(event, 'UTC')))
        const spent = counted.find((each) => each.campaignId === campaignId && each.dimension === 'spend')
        const last = wanted.at(-1)
        expect(spent?.total ?? 0).toBe(last ?? 0)
        expect(spent?.n ?? 0).toBe(last === null ? 0 : 1)
      }),
    )
  })
  test('spend counts on the day it names, in every time zone', () => {
    const days = ['UTC', 'Asia/Kolkata'].flatMap((zone) =>
      rollupDeltas(recorded(null, figures(100, 3)), zone).map(({ day, dimension }) => `${dimension} ${day}`),
    )
    expect(new Set(days)).toEqual(
      new Set(['spend 2026-03-02', 'clicks 2026-03-02', 'month:spend 2026-03-01', 'month:clicks 2026-03-01']),
    )
  })
})
