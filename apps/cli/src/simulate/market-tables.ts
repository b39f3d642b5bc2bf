import type { MarketOptions } from '@tributary/simulator'
import { countPaths, type LeadCase, type MarketRecord, money, sumCampaigns } from './record-market.ts'

type Cell = string | number | null
export type Table = { readonly header: readonly string[]; readonly rows: Iterable<readonly Cell[]> }

const time = (at: number): string => new Date(at).toISOString()

const leadRows = function* (leads: readonly LeadCase[]): Generator<Cell[]> {
  for (const { submission, channel, touches, review, stage } of leads) {
    const { contact, lead_details: details, tracking, campaign_id: campaign } = submission.body
    const { company } = submission
    yield [
      ...[submission.submission, time(submission.at), tracking.visitor_id, campaign, channel, touches],
      ...[contact.firstName, contact.lastName, contact.email, contact.phone ?? null, contact.company ?? null],
      ...[company?.industry ?? null, company?.size ?? null],
      ...[details.service_interest ?? null, details.urgency ?? null, details.budget_range ?? null],
      ...[review, stage],
    ]
  }
}

const LEAD_COLUMNS = [
  ...['lead_id', 'time', 'visitor_id', 'campaign', 'channel', 'touches'],
  ...['first_name', 'last_name', 'email', 'phone', 'company', 'industry', 'company_size'],
  ...['service', 'urgency', 'budget', 'review', 'stage'],
]

const touchRows = function* ({ journeys }: MarketRecord, currency: string): Generator<Cell[]> {
  for (const { id, visits, won, value } of journeys)
    for (const [i, { at, channel }] of visits.entries()) {
      const sells = won && i === visits.length - 1
      yield [id, time(at), channel, sells ? 1 : 0, sells ? money(value, currency) : 0]
    }
}

/** What was known when the proposal was made, and nothing that came later: no agreed price, no reason, no closing day. */
const dealFacts = ({ submission, channel, touches, proposal }: LeadCase, currency: string): Cell[] => {
  const { lead_details: details, behavior } = submission.body
  const { company } = submission
  return [
    ...[submission.submission, time(proposal!.at), money(proposal!.value.minor, currency), touches],
    ...[company?.size ?? null, behavior.time_on_page_seconds],
    Math.round((proposal!.at - submission.at) / 8_640_000) / 10,
    ...[channel, company?.industry ?? null, details.service_interest ?? null],
    ...[details.urgency ?? null, details.budget_range ? 'yes' : 'no'],
  ]
}

const DEAL_COLUMNS = [
  ...['deal_id', 'proposed', 'value', 'touches', 'company_size', 'seconds_on_page', 'days_to_proposal'],
  ...['channel', 'industry', 'service', 'urgency', 'budget_given'],
]

const dealRows = function* (leads: readonly LeadCase[], open: boolean, currency: string): Generator<Cell[]> {
  const deals = leads.filter(({ proposal, outcome }) => proposal && (outcome === undefined) === open)
  for (const deal of deals.toSorted((a, b) => a.proposal!.at - b.proposal!.at)) {
    const facts = dealFacts(deal, currency)
    yield open ? facts : [...facts, deal.outcome!.kind === 'deal_won' ? 1 : 0]
  }
}

const pathRows = function* ({ journeys }: MarketRecord, currency: string): Generator<Cell[]> {
  for (const [path, { conversions, value, nulls }] of [...countPaths(journeys)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    yield [path, conversions, money(value, currency), nulls]
}

const campaignRows = function* (record: MarketRecord, currency: string): Generator<Cell[]> {
  for (const [slug, sums] of [...sumCampaigns(record)].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield [
      ...[slug, money(sums.cost, currency), money(sums.revenue, currency)],
      ...[sums.leads, sums.customers, sums.impressions, sums.clicks],
    ]
}

const spendRows = function* ({ spend }: MarketRecord): Generator<Cell[]> {
  for (const { campaign, date, cost, impressions, clicks } of spend)
    yield [campaign, date, money(cost.minor, cost.currency), cost.currency, impressions, clicks]
}

/** The files of a market that a business could have; what is true stands in none of them. */
export const marketTables = (record: MarketRecord, { currency }: MarketOptions): Record<string, Table> => ({
  'leads.csv': { header: LEAD_COLUMNS, rows: leadRows(record.leads) },
  'touches.csv': {
    header: ['journey_id', 'time', 'channel', 'converted', 'value'],
    rows: touchRows(record, currency),
  },
  'paths.csv': {
    header: ['path', 'total_conversions', 'total_conversion_value', 'total_null'],
    rows: pathRows(record, currency),
  },
  'deals.csv': { header: [...DEAL_COLUMNS, 'won'], rows: dealRows(record.leads, false, currency) },
  'open-deals.csv': { header: DEAL_COLUMNS, rows: dealRows(record.leads, true, currency) },
  'spend.csv': {
    header: ['campaign', 'date', 'cost', 'currency', 'impressions', 'clicks'],
    rows: spendRows(record),
  },
  'campaigns.csv': {
    header: ['campaign', 'cost', 'revenue', 'leads', 'customers', 'impressions', 'clicks'],
    rows: campaignRows(record, currency),
  },
})
