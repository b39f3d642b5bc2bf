import { type CalendarDate, dateIn } from '@tributary/kernel'
import { SCORE_BANDS, type ScoreBand } from '@tributary/scoring/lists'
import type { DealFacts, LeadPresence, LeadTraits, LedgerEvent, SpendFigures, WonMoney } from './events.ts'
import {
  ALL_CAMPAIGNS,
  type DiscoveryStatus,
  type MonthlyDimension,
  monthly,
  type RollupDimension,
} from './lists.ts'

/** How one row of the counts moves. `n` and `total` may be negative: what left one value came to another. */
export type RollupDelta = {
  /** Of a month its first day. */
  readonly day: CalendarDate
  readonly campaignId: string
  readonly dimension: RollupDimension | MonthlyDimension
  readonly value: string
  readonly n: number
  readonly total: number
}

/** One thing that is counted about a lead. */
export type Count = {
  readonly dimension: RollupDimension
  readonly value: string
  readonly n: number
  readonly total: number
}

const bandEnds = SCORE_BANDS.map((band) => Number(band.split('-')[1]))

/** The bar of a histogram over 0 to 100. `bandOf(40)` is `'21-40'`. */
const bandOf = (points: number): ScoreBand => {
  const place = bandEnds.findIndex((end) => points <= end)
  return SCORE_BANDS[place === -1 ? SCORE_BANDS.length - 1 : place]!
}

/** The tenth of 0 to 100 that a number lies in, 0 to 9; 100 belongs to the last. `tenthOf(89)` is 8. */
const tenthOf = (points: number): number => Math.min(9, Math.floor(points / 10))

const statusOfGrade = { A: 'hot', B: 'warm', C: 'cold', D: 'cold' } as const satisfies Record<
  LeadTraits['grade'],
  DiscoveryStatus
>

/**
 * Everything that is counted about a lead with these traits. An accepted lead of grade A with 85 points counts once, 85
 * points, as `all`, as grade `A`, in band `81-100`, as status `accepted`, and as having reached `hot` and `hot_accepted`.
 */
export const countsOf = (traits: LeadTraits): Count[] => {
  const { points, grade, review, trust, content } = traits
  const counts: Count[] = []
  const count = (dimension: RollupDimension, value: string, total = points) =>
    void counts.push({ dimension, value, n: 1, total })
  count('all', '')
  count('grade', grade)
  count('band', bandOf(points))
  count('stage', traits.stage)
  count('review', review)
  count('status', review === 'pending' ? statusOfGrade[grade] : review)
  if (grade === 'A') count('reached', 'hot')
  if (grade === 'A' && review === 'accepted') count('reached', 'hot_accepted')
  if (traits.everQualified) count('reached', 'qualified')
  count('industry', traits.industry ?? '')
  count('country', traits.country ?? '')
  count('region', traits.region ?? '')
  count('channel', traits.channel)
  count('source', traits.source)
  if (content !== null) count('content', content)
  if (content !== null && traits.everQualified) count('content_qualified', content)
  count('owner', traits.ownerId ?? '')
  if (trust !== null) {
    count('trust', '', trust)
    count('trust_band', bandOf(trust), trust)
    count('cell', `${tenthOf(points)}:${tenthOf(trust)}`)
  }
  return counts
}

const wonCount = ({ currency, deals, amountMinor }: WonMoney): Count => ({
  dimension: 'won',
  value: currency,
  n: deals,
  total: amountMinor,
})

const minus = (counts: readonly Count[]): Count[] =>
  counts.map((count) => ({ ...count, n: -count.n, total: -count.total }))

type Deal = DealFacts & { readonly currency: string }

/** Won money counts on the day its lead was captured. */
const wonOf = ({ stage, amountMinor, currency }: Deal): Count[] =>
  stage === 'won' ? [wonCount({ currency, deals: 1, amountMinor })] : []

/** An open deal stands in the pipeline from the day of the event on; it is booked, and ends, on the day it was closed. */
const movesOfDeal = (deal: Deal, at: number, sign: 1 | -1): Move[] => {
  const { stage, step = 'proposal', amountMinor, currency, closedAt } = deal
  const money = { value: currency, n: sign, total: sign * amountMinor }
  if (stage === 'open') return [{ at, counts: [{ dimension: 'pipeline', ...money }] }]
  const ended: Count = { dimension: 'ended', value: `${stage}:${step}`, n: sign, total: 0 }
  const booked: Count[] = stage === 'won' ? [{ dimension: 'booked', ...money }] : []
  return [{ at: closedAt ?? at, counts: [...booked, ended] }]
}

const movesOfDeals = (
  before: readonly Deal[],
  after: readonly Deal[],
  { capturedAt, at }: { readonly capturedAt: number; readonly at: number },
): Move[] => [
  { at: capturedAt, counts: [...minus(before.flatMap(wonOf)), ...after.flatMap(wonOf)] },
  ...before.flatMap((deal) => movesOfDeal(deal, at, -1)),
  ...after.flatMap((deal) => movesOfDeal(deal, at, 1)),
]

/** The deals that leave or come back with their lead. Early events tell only the won money. */
const presentDeals = ({ won, deals }: LeadPresence): readonly Deal[] =>
  deals ??
  won.flatMap(({ currency, deals: n, amountMinor }) =>
    Array.from({ length: n }, (_, i) => ({
      stage: 'won' as const,
      currency,
      amountMinor: i === 0 ? amountMinor : 0,
    })),
  )

/** What is counted about one line of spend: the line, its money, and what it brought. */
const spendCounts = (figures: SpendFigures | null): Count[] =>
  figures === null
    ? []
    : [
        { dimension: 'spend', value: figures.currency, n: 1, total: figures.amountMinor },
        { dimension: 'impressions', value: '', n: figures.impressions, total: 0 },
        { dimension: 'clicks', value: '', n: figures.clicks, total: 0 },
      ]

/** Leads and their deals count on the day of an instant; spend names its day itself. */
type Move = { readonly at: number | CalendarDate; readonly counts: readonly Count[] }

const movesOf = (event: LedgerEvent): readonly Move[] => {
  switch (event.type) {
    case 'lead.captured':
      return [{ at: event.occurredAt, counts: countsOf(event.payload.traits) }]
    case 'lead.enriched':
    case 'lead.scored':
    case 'lead.assigned':
    case 'lead.reviewed':
    case 'lead.stage_changed':
    case 'lead.edited': {
      const { capturedAt, before, after } = event.payload
      return [{ at: capturedAt, counts: [...minus(countsOf(before)), ...countsOf(after)] }]
    }
    case 'lead.removed': {
      const { capturedAt, traits } = event.payload
      const when = { capturedAt, at: event.occurredAt }
      return [
        { at: capturedAt, counts: minus(countsOf(traits)) },
        ...movesOfDeals(presentDeals(event.payload), [], when),
      ]
    }
    case 'lead.restored': {
      const { capturedAt, traits } = event.payload
      const when = { capturedAt, at: event.occurredAt }
      return [
        { at: capturedAt, counts: countsOf(traits) },
        ...movesOfDeals([], presentDeals(event.payload), when),
      ]
    }
    case 'deal.opened': {
      const { amountMinor, currency, capturedAt } = event.payload
      const deal = { stage: 'open' as const, amountMinor, currency }
      return movesOfDeals([], [deal], { capturedAt, at: event.occurredAt })
    }
    case 'deal.changed': {
      const { before, after, currency, capturedAt } = event.payload
      const when = { capturedAt, at: event.occurredAt }
      return movesOfDeals([{ ...before, currency }], [{ ...after, currency }], when)
    }
    case 'deal.withdrawn': {
      const { before, currency, capturedAt } = event.payload
      return movesOfDeals([{ ...before, currency }], [], { capturedAt, at: event.occurredAt })
    }
    case 'spend.recorded': {
      const { day, before, after } = event.payload
      return [{ at: day, counts: [...minus(spendCounts(before)), ...spendCounts(after)] }]
    }
    case 'touch.viewed':
    case 'touch.left':
    case 'touch.repeated':
    case 'submission.held':
    case 'submission.decided':
    case 'lead.next_step_set':
    case 'activity.logged':
    case 'activity.withdrawn':
    case 'lead.purged':
    case 'effect.finished':
      return []
  }
}

/**
 * What an event adds to the counts of days, in the organization's time zone: of a lead and its won deals to the day the
 * lead was captured on, of a closed deal to the day it was closed on, of the pipeline to the day of the event, of spend to
 * the day that it names.
 */
export const movedCounts = (
  event: LedgerEvent,
  timeZone: string,
): readonly { readonly day: CalendarDate; readonly counts: readonly Count[] }[] =>
  movesOf(event)
    .filter(({ counts }) => counts.length > 0)
    .map(({ at, counts }) => ({ day: typeof at === 'string' ? at : dateIn(at, timeZone), counts }))

/** The first day of a day's month. `monthOf('2026-03-11')` is `'2026-03-01'`. */
export const monthOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01`

/**
 * How an event moves the counts of its day and of its month, for its campaign and for all campaigns together. A lead
 * counts when it was captured, in the organization's time zone, whatever happens to it later. Moves that cancel out are
 * left away.
 *
 * A lead captured at 20:30 UTC counts on the next day in Kolkata. A lead that goes from stage `new` to `contacted` moves
 * one from `stage new` to `stage contacted`, in day and month, and nothing else.
 */
export const rollupDeltas = (event: LedgerEvent, timeZone: string): RollupDelta[] => {
  const campaigns = event.campaignId ? [event.campaignId, ALL_CAMPAIGNS] : [ALL_CAMPAIGNS]
  return sumDeltas(
    movedCounts(event, timeZone).flatMap(({ day, counts }) =>
      campaigns.flatMap((campaignId) =>
        counts.flatMap((count) => [
          { day, campaignId, ...count },
          { day: monthOf(day), campaignId, ...count, dimension: monthly(count.dimension) },
        ]),
      ),
    ),
  )
}

/** What makes two deltas move the same row. */
export const rollupKey = ({ day, campaignId, dimension, value }: Omit<RollupDelta, 'n' | 'total'>): string =>
  `${campaignId} ${day} ${dimension} ${value}`

/** One delta per row, those that changed nothing left away. Order does not matter, and sums of sums are the sum. */
export const sumDeltas = (deltas: Iterable<RollupDelta>): RollupDelta[] => {
  const sums = new Map<string, { -readonly [K in keyof RollupDelta]: RollupDelta[K] }>()
  for (const delta of deltas) {
    const key = rollupKey(delta)
    const sum = sums.get(key)
    if (!sum) sums.set(key, { ...delta })
    else {
      sum.n += delta.n
      sum.total += delta.total
    }
  }
  return [...sums.values()].filter(({ n, total }) => n !== 0 || total !== 0)
}
