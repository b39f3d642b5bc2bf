import { ALL_CAMPAIGNS } from '@tributary/ledger'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openCells } from './cells.ts'

const place = fc.record({
  campaignId: fc.constantFrom('a', 'b', ALL_CAMPAIGNS),
  day: fc.constantFrom('2026-01-31', '2026-02-01', '2026-02-28'),
  dimension: fc.constantFrom('all', 'content', 'content_qualified'),
  value: fc.constantFrom('', 'spring offer', 'spring', '7'),
})
const counts = fc.array(fc.tuple(place, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -90, max: 90 })))

describe('counts of a house', () => {
  test('by day and month, per campaign and of all together, are those that plain sums give, and nothing else is left', () => {
    fc.assert(
      fc.property(counts, (added) => {
        const cells = openCells()
        const right = new Map<string, { n: number; total: number }>()
        const sum = (words: readonly string[], n: number, total: number) => {
          const key = JSON.stringify(words)
          const before = right.get(key) ?? { n: 0, total: 0 }
          right.set(key, { n: before.n + n, total: before.total + total })
        }
        for (const [at, n, total] of added) {
          cells.add(at, n, total)
          const month = [`${at.day.slice(0, 7)}-01`, `month:${at.dimension}`, at.value]
          for (const campaign of new Set([at.campaignId, ALL_CAMPAIGNS])) {
            sum([campaign, at.day, at.dimension, at.value], n, total)
            sum([campaign, ...month], n, total)
          }
        }
        cells.addSums()
        const left = [...cells.left()].map(({ campaignId, day, dimension, value, n, total }) => [
          JSON.stringify([campaignId, day, dimension, value]),
          { n, total },
        ])
        expect(new Map(left as [string, object][])).toEqual(
          new Map([...right].filter(([, { n, total }]) => n !== 0 || total !== 0)),
        )
        for (const [key, figure] of right) {
          const [campaignId, day, dimension, value] = JSON.parse(key) as [string, string, string, string]
          expect(cells.take({ campaignId, day, dimension, value })).toEqual(figure)
        }
        expect([...cells.left()]).toEqual([])
      }),
    )
  })
})
