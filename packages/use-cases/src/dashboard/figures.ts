import type { DashboardOverview, Figure, LeadFilter } from '@tributary/contracts'
import type { RollupSum } from '@tributary/db'
import { foldKpi, type Kpi, type RollupDimension } from '@tributary/ledger'
import type { Frame } from './read-frame.ts'

/** The groupings that key figures are folded from. */
export const FIGURE_DIMENSIONS = [
  'all',
  'review',
  'reached',
  'trust',
  'won',
] as const satisfies readonly RollupDimension[]

const kpiOf = (sums: readonly RollupSum[], which: 'now' | 'before'): Kpi =>
  foldKpi(
    sums.map(({ dimension, value, n, total, previousN, previousTotal }) => ({
      dimension: dimension as RollupDimension,
      value,
      n: which === 'now' ? n : previousN,
      total: which === 'now' ? total : previousTotal,
    })),
  )

/** The key figures of a page, each with the leads behind it. */
export const figuresOf = (
  { reading, everyLead }: Frame,
  sums: readonly RollupSum[],
): DashboardOverview['metrics'] => {
  const now = kpiOf(sums, 'now')
  const before = reading.previous ? kpiOf(sums, 'before') : null
  const figure = (read: (kpi: Kpi) => number | null, filter: LeadFilter = {}): Figure => ({
    value: read(now),
    previous: before && read(before),
    filter: { ...everyLead, ...filter },
  })
  // A deal is won after its lead came in, so every deal of these leads was won on or after the first day.
  const won = { wonFrom: reading.period.start }
  return {
    totalLeads: figure(({ leads }) => leads),
    hotLeads: figure(({ hot }) => hot, { reached: ['hot'] }),
    acceptedLeads: figure(({ accepted }) => accepted, { review: ['accepted'] }),
    qualifiedLeads: figure(({ qualified }) => qualified, { reached: ['qualified'] }),
    conversionRate: figure(({ conversionRate }) => conversionRate),
    acceptanceRate: figure(({ acceptanceRate }) => acceptanceRate, { review: ['accepted', 'rejected'] }),
    averageScore: figure(({ averageScore }) => averageScore),
    averageTrust: figure(({ averageTrust }) => averageTrust, { trustKnown: true }),
    wonDeals: figure(({ wonDeals }) => wonDeals, won),
    wonMinor: figure((kpi) => kpi.won[reading.currency] ?? 0, won),
  }
}
