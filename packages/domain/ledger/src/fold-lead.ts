import type { DealStep } from '@tributary/leads/lists'
import type { DealFacts, EventPayloads, LeadTraits, LedgerEvent, ScoreRecord, WonMoney } from './events.ts'

export type DealState = {
  readonly id: string
  readonly stage: 'open' | 'won' | 'lost'
  /** How far it is; of a closed deal how far it came. */
  readonly step: DealStep
  readonly amountMinor: number
  readonly currency: string
  readonly expectedClose: string | null
  readonly openedAt: number
  readonly closedAt: number | null
  readonly lostReason: string | null
}

/** What a lead is, as its events tell it. Times are milliseconds since 1970 UTC. */
export type LeadState = {
  readonly leadId: string
  readonly contactId: string | null
  readonly campaignId: string | null
  readonly capturedAt: number
  readonly traits: LeadTraits
  readonly score: ScoreRecord
  readonly reviewReason: string | null
  readonly lostReason: string | null
  /** When the present owner got it. */
  readonly assignedAt: number | null
  /** When a member first wrote, called or met the person. */
  readonly firstContactedAt: number | null
  readonly nextStepAt: number | null
  readonly removed: boolean
  readonly deals: readonly DealState[]
  /** Whether each event began from the state that the ones before it made; false when one is missing or was edited. */
  readonly unbroken: boolean
  /** How many events went in. */
  readonly events: number
}

/** Activities that reach the person. A note or a change of status does not. */
const reaching = new Set<EventPayloads['activity.logged']['kind']>([
  'email_sent',
  'call_made',
  'meeting_scheduled',
  'proposal_sent',
])

/**
 * The state of one lead from all its events, in any order. Null when no event says that it was captured.
 *
 * A lead that was captured as grade B, assigned to Mira and accepted is grade B, owned by Mira, `accepted`, in stage `new`.
 */
export const foldLead = (events: Iterable<LedgerEvent>): LeadState | null => {
  const all = [...events]
  const captured = all.find((event) => event.type === 'lead.captured')
  if (!captured) return null
  const withdrawn = withdrawnOf(all)
  const rest = all.filter((event) => event !== captured && !withdrawn.has(event.id)).sort(byTime)
  const search = { steps: MOST_STEPS }
  const ordered = rest.length <= LONGEST_SEARCH ? chainOf(begin(captured), rest, search) : null
  const state = (ordered ?? nearestChain(begin(captured), rest)).reduce(checkedAdvance, begin(captured))
  return withdrawn.size === 0 ? state : { ...state, events: all.length }
}

/** Activities that were taken back: they change nothing, whenever they are said to have been. */
const withdrawnOf = (all: readonly LedgerEvent[]): ReadonlySet<string> =>
  new Set(all.flatMap((event) => (event.type === 'activity.withdrawn' ? [event.payload.eventId] : [])))

type Captured = Extract<LedgerEvent, { type: 'lead.captured' }>

const begin = (event: Captured): LeadState => ({
  leadId: event.leadId ?? '',
  contactId: event.contactId ?? null,
  campaignId: event.campaignId ?? null,
  capturedAt: event.occurredAt,
  traits: event.payload.traits,
  score: event.payload.score,
  reviewReason: null,
  lostReason: null,
  assignedAt: event.payload.ownerId === null ? null : event.occurredAt,
  firstContactedAt: null,
  nextStepAt: null,
  removed: false,
  deals: [],
  unbroken: true,
  events: 1,
})

const byTime = (a: LedgerEvent, b: LedgerEvent): number =>
  a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1)

/** Two people who change a lead at the same moment wait for each other: who began first may come second. */
const WAIT = 60_000

/** A story that is longer than this, or more tangled, is put in order without trying again. */
const LONGEST_SEARCH = 200
const MOST_STEPS = 5_000

const advance = (state: LeadState, event: LedgerEvent): LeadState => ({
  ...step(state, event),
  events: state.events + 1,
})

const checkedAdvance = (state: LeadState, event: LedgerEvent): LeadState => ({
  ...advance(state, event),
  unbroken: state.unbroken && follows(state, fingerprint(state.traits), event) !== false,
})

/**
 * The events in an order in which each begins where the one before it ended, as near to their times as can be: what was
 * written at one instant, or waited for another, is a chain of `before` and `after`. Null when there is none.
 */
const chainOf = (
  state: LeadState,
  rest: readonly LedgerEvent[],
  search: { steps: number },
): LedgerEvent[] | null => {
  const first = rest[0]
  if (!first) return []
  const now = fingerprint(state.traits)
  for (const [place, event] of rest.entries()) {
    if (event.occurredAt > first.occurredAt + WAIT || search.steps-- <= 0) return null
    const isNext = follows(state, now, event)
    if (isNext === false || (isNext === null && place > 0)) continue
    const later = chainOf(advance(state, event), rest.toSpliced(place, 1), search)
    if (later) return [event, ...later]
    // What says nothing about the state before it changes nothing by standing elsewhere.
    if (isNext === null) return null
  }
  return null
}

/** The same for a story with a broken link: the next in time, unless a near one fits and it does not. */
const nearestChain = (begun: LeadState, events: readonly LedgerEvent[]): LedgerEvent[] => {
  const rest = [...events]
  const ordered: LedgerEvent[] = []
  let state = begun
  while (rest.length > 0) {
    const [next] = rest.splice(placeOfNext(state, rest), 1)
    if (!next) break
    state = advance(state, next)
    ordered.push(next)
  }
  return ordered
}

const placeOfNext = (state: LeadState, rest: readonly LedgerEvent[]): number => {
  const first = rest[0]
  if (!first) return 0
  const now = fingerprint(state.traits)
  if (follows(state, now, first) !== false) return 0
  const place = rest.findIndex(
    (event) => event.occurredAt <= first.occurredAt + WAIT && follows(state, now, event) === true,
  )
  return Math.max(place, 0)
}

/** Whether an event began from this state; null when it does not say. */
const follows = ({ deals, removed }: LeadState, now: string, event: LedgerEvent): boolean | null => {
  switch (event.type) {
    case 'lead.enriched':
    case 'lead.edited':
    case 'lead.scored':
    case 'lead.assigned':
    case 'lead.reviewed':
    case 'lead.stage_changed':
      return fingerprint(event.payload.before) === now
    case 'lead.removed':
      return !removed
    case 'lead.restored':
      return removed
    case 'deal.opened':
      return !deals.some(({ id }) => id === event.payload.dealId)
    case 'deal.changed':
    case 'deal.withdrawn': {
      const { dealId, before } = event.payload
      const deal = deals.find(({ id }) => id === dealId)
      return deal?.stage === before.stage && deal.amountMinor === before.amountMinor
    }
    case 'touch.viewed':
    case 'touch.left':
    case 'touch.repeated':
    case 'submission.held':
    case 'submission.decided':
    case 'lead.captured':
    case 'lead.next_step_set':
    case 'activity.logged':
    case 'activity.withdrawn':
    case 'lead.purged':
    case 'spend.recorded':
    case 'effect.finished':
      return null
  }
}

const fingerprint = (traits: LeadTraits): string =>
  JSON.stringify(
    Object.keys(traits)
      .sort()
      .map((key) => traits[key as keyof LeadTraits]),
  )

const assignedSince = (
  { to, assignedAt }: EventPayloads['lead.assigned'],
  occurredAt: number,
): number | null => (assignedAt !== undefined ? assignedAt : to === null ? null : occurredAt)

const step = (state: LeadState, event: LedgerEvent): LeadState => {
  switch (event.type) {
    case 'lead.enriched':
    case 'lead.edited':
      return { ...state, traits: event.payload.after }
    case 'lead.scored':
      return { ...state, traits: event.payload.after, score: event.payload.to }
    case 'lead.assigned':
      return {
        ...state,
        traits: event.payload.after,
        assignedAt: assignedSince(event.payload, event.occurredAt),
      }
    case 'lead.reviewed':
      return { ...state, traits: event.payload.after, reviewReason: event.payload.reason }
    case 'lead.stage_changed':
      return { ...state, traits: event.payload.after, lostReason: event.payload.lostReason ?? null }
    case 'lead.next_step_set': {
      const { at, done } = event.payload
      return { ...state, nextStepAt: done || at === null ? null : Date.parse(at) }
    }
    case 'lead.removed':
      return { ...state, removed: true }
    case 'lead.restored':
      return { ...state, removed: false }
    case 'activity.logged':
      return reaching.has(event.payload.kind)
        ? {
            ...state,
            firstContactedAt: Math.min(state.firstContactedAt ?? event.occurredAt, event.occurredAt),
          }
        : state
    case 'deal.opened': {
      const {
        dealId: id,
        amountMinor,
        currency,
        step: begun = 'proposal',
        expectedClose = null,
      } = event.payload
      const opened = { openedAt: event.occurredAt, closedAt: null, lostReason: null }
      const deal: DealState = {
        id,
        stage: 'open',
        step: begun,
        amountMinor,
        currency,
        expectedClose,
        ...opened,
      }
      return { ...state, deals: [...state.deals, deal] }
    }
    case 'deal.changed': {
      const { dealId, after } = event.payload
      return {
        ...state,
        deals: state.deals.map((deal) =>
          deal.id === dealId ? changedDeal(deal, after, event.occurredAt) : deal,
        ),
      }
    }
    case 'deal.withdrawn':
      return { ...state, deals: state.deals.filter((deal) => deal.id !== event.payload.dealId) }
    case 'touch.viewed':
    case 'touch.left':
    case 'touch.repeated':
    case 'submission.held':
    case 'submission.decided':
    case 'lead.captured':
    case 'activity.withdrawn':
    case 'lead.purged':
    case 'spend.recorded':
    case 'effect.finished':
      return state
  }
}

const changedDeal = (deal: DealState, after: DealFacts, at: number): DealState => {
  const closedAt = after.stage === 'open' ? null : deal.stage === after.stage ? deal.closedAt : at
  return {
    ...deal,
    stage: after.stage,
    amountMinor: after.amountMinor,
    step: after.step ?? deal.step,
    expectedClose: after.expectedClose === undefined ? deal.expectedClose : after.expectedClose,
    closedAt: after.closedAt === undefined ? closedAt : after.closedAt,
    lostReason: after.stage === 'lost' ? (after.lostReason ?? null) : null,
  }
}

/** A lead's won deals, added up by currency. */
export const wonMoney = (deals: readonly DealState[]): WonMoney[] => {
  const sums = new Map<string, WonMoney>()
  for (const { stage, currency, amountMinor } of deals) {
    if (stage !== 'won') continue
    const sum = sums.get(currency) ?? { currency, deals: 0, amountMinor: 0 }
    sums.set(currency, { currency, deals: sum.deals + 1, amountMinor: sum.amountMinor + amountMinor })
  }
  return [...sums.values()]
}
