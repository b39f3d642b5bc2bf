import { describe, expect, test } from 'vitest'
import { foldKpi } from './fold-kpi.ts'
import { countsOf } from './rollup-deltas.ts'
import { traits } from './testing.ts'

describe('key figures', () => {
  test('two leads with 85 and 60 points of which one is qualified have 72.5 points and convert at one half', () => {
    const kpi = foldKpi([
      ...countsOf({ ...traits, points: 85, grade: 'A', everQualified: true, review: 'accepted', trust: 80 }),
      ...countsOf({ ...traits, points: 60, review: 'rejected', trust: null }),
      { dimension: 'won', value: 'USD', n: 1, total: 30_000 },
    ])
    expect(kpi).toEqual({
      leads: 2,
      hot: 1,
      accepted: 1,
      rejected: 1,
      qualified: 1,
      conversionRate: 0.5,
      acceptanceRate: 0.5,
      averageScore: 72.5,
      averageTrust: 80,
      wonDeals: 1,
      won: { USD: 30_000 },
    })
  })
  test('18 qualified of 45 convert at 40 %', () => {
    const leads = Array.from({ length: 45 }, (_, place) =>
      countsOf({ ...traits, points: 72, everQualified: place < 18 }),
    )
    expect(foldKpi(leads.flat())).toMatchObject({
      leads: 45,
      qualified: 18,
      conversionRate: 0.4,
      averageScore: 72,
    })
  })
  test('without leads every ratio is unknown, not zero', () => {
    expect(foldKpi([])).toEqual({
      leads: 0,
      hot: 0,
      accepted: 0,
      rejected: 0,
      qualified: 0,
      conversionRate: null,
      acceptanceRate: null,
      averageScore: null,
      averageTrust: null,
      wonDeals: 0,
      won: {},
    })
  })
})
