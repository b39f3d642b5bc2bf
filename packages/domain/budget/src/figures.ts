import { type Fraction, fraction, toNumber } from './fraction.ts'
import type { MissingData } from './lists.ts'

/** One row of figures of a campaign: a day, a month, or all of it. Several rows of one campaign are added up. */
export type CampaignRow = {
  /** Slug or name; rows with the same one belong together. */
  readonly campaign: string
  /** Minor units of one currency, the same in all rows. */
  readonly cost: number
  /** Attributed revenue of won deals under one attribution model, in minor units. */
  readonly revenue: number
  readonly leads: number
  /** Won customers; leave out where nobody counted them. */
  readonly customers?: number
  readonly impressions: number
  readonly clicks: number
}

/** A figure, or why there is none. */
export type Measured =
  | { readonly kind: 'known'; readonly value: number }
  | { readonly kind: 'not_enough_data'; readonly why: MissingData }

/** What a campaign cost and brought, and its ratios. */
export type CampaignFigures = {
  readonly campaign: string
  /** Places of its rows in the input, from 0. */
  readonly rows: readonly number[]
  readonly cost: number
  readonly revenue: number
  readonly leads: number
  readonly customers: number | null
  readonly impressions: number
  readonly clicks: number
  /** Revenue per unit of cost. */
  readonly roas: Measured
  /** Minor units per lead; an older name of it is "CAC". */
  readonly costPerLead: Measured
  /** Minor units per won customer, the customer acquisition cost in its right meaning. */
  readonly costPerCustomer: Measured
  /** Clicks per hundred impressions, in percent. */
  readonly clickRate: Measured
}

/** The same ratios without rounding, for comparisons. */
export type ExactRatios = { readonly roas: Fraction | null; readonly costPerLead: Fraction | null }

const COUNTS = ['cost', 'revenue', 'leads', 'customers', 'impressions', 'clicks'] as const

const refuseWrongRow = (row: CampaignRow, place: number): void => {
  if (row.campaign.trim() === '') throw new RangeError(`row ${place + 1}: the campaign has no name`)
  for (const name of COUNTS) {
    const value = row[name] ?? 0
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`row ${place + 1}: ${name} must be a whole number of 0 or more, not ${value}`)
  }
}

const known = (top: number, bottom: number, factor = 1): Measured => ({
  kind: 'known',
  value: toNumber(fraction(BigInt(top) * BigInt(factor), bottom)),
})
const missing = (why: MissingData): Measured => ({ kind: 'not_enough_data', why })

type Sums = Pick<CampaignFigures, 'cost' | 'revenue' | 'leads' | 'customers' | 'impressions' | 'clicks'>

/**
 * The ratios of one campaign. Without cost there is neither ROAS nor a cost per lead: a campaign that costs nothing is
 * no benchmark for those that do.
 */
export const ratiosOf = (sums: Sums) => {
  const { cost, revenue, leads, customers, impressions, clicks } = sums
  return {
    roas: cost === 0 ? missing('no_cost') : known(revenue, cost),
    costPerLead: cost === 0 ? missing('no_cost') : leads === 0 ? missing('no_leads') : known(cost, leads),
    costPerCustomer:
      cost === 0 ? missing('no_cost') : customers ? known(cost, customers) : missing('no_customers'),
    clickRate: impressions === 0 ? missing('no_impressions') : known(clicks, impressions, 100),
  }
}

export const exactRatios = ({ cost, revenue, leads }: Sums): ExactRatios => ({
  roas: cost === 0 ? null : fraction(revenue, cost),
  costPerLead: cost === 0 || leads === 0 ? null : fraction(cost, leads),
})

const add = (a: number, b: number, what: string): number => {
  const total = a + b
  if (!Number.isSafeInteger(total))
    throw new RangeError(`${what} adds up to more than can be counted exactly`)
  return total
}

export const addSums = (a: Sums, b: Sums, what: string): Sums => ({
  cost: add(a.cost, b.cost, `${what}: cost`),
  revenue: add(a.revenue, b.revenue, `${what}: revenue`),
  leads: add(a.leads, b.leads, `${what}: leads`),
  customers:
    a.customers === null && b.customers === null
      ? null
      : add(a.customers ?? 0, b.customers ?? 0, `${what}: customers`),
  impressions: add(a.impressions, b.impressions, `${what}: impressions`),
  clicks: add(a.clicks, b.clicks, `${what}: clicks`),
})

export const NOTHING: Sums = { cost: 0, revenue: 0, leads: 0, customers: null, impressions: 0, clicks: 0 }

/**
 * Adds the rows of each campaign up and takes its ratios, in the order in which campaigns first appear.
 *
 * Cost 22,600,000 and revenue 89,230,000 minor units are a ROAS of 3.948…; 45 leads for 114,750 are 2,550 a lead.
 * @throws RangeError when a figure is negative, no whole number, or a campaign has no name.
 */
export const campaignFigures = (rows: readonly CampaignRow[]): CampaignFigures[] => {
  const campaigns = new Map<string, { sums: Sums; places: number[] }>()
  for (const [place, row] of rows.entries()) {
    refuseWrongRow(row, place)
    const so = campaigns.get(row.campaign) ?? { sums: NOTHING, places: [] }
    so.sums = addSums(so.sums, { ...row, customers: row.customers ?? null }, row.campaign)
    so.places.push(place)
    campaigns.set(row.campaign, so)
  }
  return [...campaigns].map(([campaign, { sums, places }]) => ({
    campaign,
    rows: places,
    ...sums,
    ...ratiosOf(sums),
  }))
}
