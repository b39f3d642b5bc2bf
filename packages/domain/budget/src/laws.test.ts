import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adviseBudget } from './advise.ts'
import type { CampaignRow } from './figures.ts'
import { compare, fraction, mean, toNumber } from './fraction.ts'

const count = fc.integer({ min: 0, max: 1_000_000 })
const oneOf = (campaign: string): fc.Arbitrary<CampaignRow> =>
  fc.record({
    campaign: fc.constant(campaign),
    cost: fc.oneof(fc.constant(0), count),
    revenue: count,
    leads: fc.integer({ min: 0, max: 50 }),
    impressions: fc.integer({ min: 0, max: 5000 }),
    clicks: fc.integer({ min: 0, max: 50 }),
  })
const rows = fc
  .integer({ min: 0, max: 12 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, i) => oneOf(`c${i}`))))

const words = (given: readonly CampaignRow[]) =>
  adviseBudget(given).advice.map(({ campaign, action }) => `${campaign} ${action}`)

describe('budget advice, whatever the figures', () => {
  it('does not change with the currency unit', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 1000 }), (given, factor) => {
        const scaled = given.map((row) => ({
          ...row,
          cost: row.cost * factor,
          revenue: row.revenue * factor,
        }))
        expect(words(scaled)).toEqual(words(given))
      }),
    )
  })

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(words(given.toReversed())).toEqual(words(given))
      }),
    )
  })

  it('is the same when the rows of each campaign are split in two', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const halves = given.flatMap((row) => {
          const half = Object.fromEntries(
            Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? value >> 1 : value]),
          ) as CampaignRow
          const rest = Object.fromEntries(
            Object.entries(row).map(([key, value]) => [
              key,
              typeof value === 'number' ? value - (value >> 1) : value,
            ]),
          ) as CampaignRow
          return [half, rest]
        })
        expect(words(halves)).toEqual(words(given))
      }),
    )
  })

  it('never tells a campaign both ways, and never without a finite figure', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { advice } = adviseBudget(given)
        for (const { value, average } of advice) {
          expect(Number.isFinite(value)).toBe(true)
          expect(average === null || Number.isFinite(average)).toBe(true)
        }
        const moved = advice.filter(({ action }) => action === 'increase' || action === 'reduce')
        expect(new Set(moved.map(({ campaign }) => campaign)).size).toBe(moved.length)
      }),
    )
  })

  it('agrees with doubles wherever those are not close to a threshold', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { campaigns, averages, advice, left } = adviseBudget(given)
        if (averages.roas.kind !== 'known' || left > 0) return
        for (const { campaign, roas } of campaigns) {
          if (roas.kind !== 'known' || averages.roas.meanOfRatios === 0) continue
          const times = roas.value / averages.roas.meanOfRatios
          if (Math.min(Math.abs(times - 1.5), Math.abs(times - 0.7)) < 1e-9) continue
          const expected = times > 1.5 ? 'increase' : times < 0.7 ? 'reduce' : undefined
          const said = advice.find((one) => one.campaign === campaign && one.measure === 'roas')?.action
          expect(said).toBe(expected)
        }
      }),
    )
  })
})

describe('quotients', () => {
  it('compare and average as their doubles do, also with hundreds of different denominators', () => {
    const quotient = fc.tuple(count, fc.integer({ min: 1, max: 1_000_000 }))
    fc.assert(
      fc.property(fc.array(quotient, { minLength: 1, maxLength: 300 }), (pairs) => {
        const exact = toNumber(mean(pairs.map(([top, bottom]) => fraction(top, bottom))))
        const near = pairs.reduce((sum, [top, bottom]) => sum + top / bottom, 0) / pairs.length
        expect(Math.abs(exact - near)).toBeLessThanOrEqual(1e-12 * Math.max(1, near))
        const [a, b] = [pairs[0]!, pairs.at(-1)!]
        expect(compare(fraction(...a), fraction(...b))).toBe(Math.sign(a[0] * b[1] - b[0] * a[1]))
      }),
      { numRuns: 50 },
    )
  })
})
