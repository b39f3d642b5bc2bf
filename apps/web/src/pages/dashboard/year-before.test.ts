import type { DashboardOverview } from '@tributary/contracts'
import { describe, expect, it } from 'vitest'
import { besideYearBefore } from './year-before.ts'

const figure = (value: number | null) => ({ value, previous: null, filter: {} })
const mark = (value: string, n: number) => ({ value, n, previous: null, averageScore: null, filter: {} })
const none = { marks: [], rest: { values: 0, n: 0 } }

const overview = (over: Partial<DashboardOverview>, leads: number): DashboardOverview => ({
  period: { start: '2026-03-01', end: '2026-03-31' },
  previous: null,
  timeZone: 'UTC',
  currency: 'EUR',
  asOf: '2026-03-31T12:00:00.000Z',
  campaign: null,
  metrics: {
    totalLeads: figure(leads),
    hotLeads: figure(0),
    acceptedLeads: figure(0),
    qualifiedLeads: figure(0),
    conversionRate: figure(null),
    acceptanceRate: figure(null),
    averageScore: figure(null),
    averageTrust: figure(null),
    wonDeals: figure(0),
    wonMinor: figure(0),
  },
  perDay: [],
  statuses: [],
  grades: [],
  stages: [],
  funnel: [],
  scoreBands: [],
  gradeCuts: { A: 80, B: 60, C: 40 },
  trustBands: [],
  cells: [],
  trustUnknown: 0,
  industries: none,
  regions: none,
  countries: none,
  channels: [],
  sources: [],
  owners: none,
  offices: [],
  ...over,
})

describe('the same days of the year before', () => {
  it('stand beside each figure and each mark', () => {
    const now = overview({ grades: [mark('A', 4), mark('B', 1)] }, 5)
    const then = overview({ grades: [mark('A', 3), mark('B', 0)] }, 3)
    const both = besideYearBefore(now, then)
    expect(both.metrics.totalLeads).toMatchObject({ value: 5, previous: 3 })
    expect(both.grades.map(({ n, previous }) => [n, previous])).toEqual([
      [4, 3],
      [1, 0],
    ])
    expect(both.previous).toEqual(then.period)
  })

  it('an industry that is not among the longest bars of then is not said to have been absent', () => {
    const now = overview({ industries: { marks: [mark('Steel', 4)], rest: { values: 0, n: 0 } } }, 4)
    const cut = overview({ industries: { marks: [mark('Textile', 9)], rest: { values: 3, n: 7 } } }, 16)
    const whole = overview({ industries: { marks: [mark('Textile', 9)], rest: { values: 0, n: 0 } } }, 9)
    expect(besideYearBefore(now, cut).industries.marks[0]?.previous).toBeNull()
    expect(besideYearBefore(now, whole).industries.marks[0]?.previous).toBe(0)
  })
})
