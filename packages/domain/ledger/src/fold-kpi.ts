import type { Count } from './rollup-deltas.ts'

/** The figures of a group of leads. A ratio without a denominator is null: there is nothing to say yet. */
export type Kpi = {
  readonly leads: number
  /** Leads of grade A. */
  readonly hot: number
  readonly accepted: number
  readonly rejected: number
  /** Ever reached the stage `qualified` or a later one. */
  readonly qualified: number
  /** qualified / leads */
  readonly conversionRate: number | null
  /** accepted / (accepted + rejected) */
  readonly acceptanceRate: number | null
  /** Points per lead, 0 to 100. */
  readonly averageScore: number | null
  /** Trust per lead whose trust is known, 0 to 100. */
  readonly averageTrust: number | null
  readonly wonDeals: number
  /** Won money in minor units, by currency. */
  readonly won: Readonly<Record<string, number>>
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * The figures from rollup rows or deltas of the wanted days and one campaign (or all of them), in any order.
 *
 * Two leads with 85 and 60 points of which one is qualified are `{ leads: 2, averageScore: 72.5, conversionRate: 0.5 }`.
 */
export const foldKpi = (rows: Iterable<Count>): Kpi => {
  const n = new Map<string, number>()
  const total = new Map<string, number>()
  for (const row of rows) {
    const key = `${row.dimension} ${row.value}`
    n.set(key, (n.get(key) ?? 0) + row.n)
    total.set(key, (total.get(key) ?? 0) + row.total)
  }
  const count = (key: string) => n.get(key) ?? 0
  const leads = count('all ')
  const accepted = count('review accepted')
  const rejected = count('review rejected')
  const qualified = count('reached qualified')
  const currencies = [...n.keys()].filter((key) => key.startsWith('won ')).sort()
  return {
    leads,
    hot: count('reached hot'),
    accepted,
    rejected,
    qualified,
    conversionRate: ratio(qualified, leads),
    acceptanceRate: ratio(accepted, accepted + rejected),
    averageScore: ratio(total.get('all ') ?? 0, leads),
    averageTrust: ratio(total.get('trust ') ?? 0, count('trust ')),
    wonDeals: currencies.reduce((sum, key) => sum + count(key), 0),
    won: Object.fromEntries(
      currencies
        .filter((key) => count(key) !== 0)
        .map((key) => [key.slice('won '.length), total.get(key) ?? 0]),
    ),
  }
}
