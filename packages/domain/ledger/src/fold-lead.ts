import type { EventPayloads, LeadTraits, LedgerEvent, ScoreRecord, WonMoney } from './events.ts'

export type DealState = {
  readonly id: string
  readonly stage: 'open' | 'won' | 'lost'
  readonly amountMinor: number
  readonly currency: string
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
  let state = begin(captured)
  for (const event of inOrder(all, captured)) state = { ...step(state, event), events: state.events + 1 }
  return state
}

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
  events: 1,
})

/** By time; what was written at one instant follows the chain of `before` and `after`, as ids of one instant are random. */
function* inOrder(events: readonly LedgerEvent[], captured: Captured): Generator<LedgerEvent> {
  const rest = events
    .filter((event) => event !== captured)
    .sort((a, b) => a.occurredAt - b.occurredAt || rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  let known = fingerprint(captured.payload.traits)
  for (let at = 0; at < rest.length; ) {
    let end = at + 1
    while (end < rest.length && rest[end]!.occurredAt === rest[at]!.occurredAt) end++
    const instant = rest.slice(at, end)
    while (instant.length > 0) {
      const follows = instant.findIndex((event) => beforeOf(event) === known)
      const [next] = instant.splice(Math.max(0, follows), 1)
      if (next && 'after' in next.payload && 'capturedAt' in next.payload && 'grade' in next.payload.after)
        known = fingerprint(next.payload.after)
      if (next) yield next
    }
    at = end
  }
}

/** A deal is opened before it changes. */
const rank = ({ type }: LedgerEvent): number => (type === 'deal.opened' ? 0 : 1)

const fingerprint = (traits: LeadTraits): string =>
  JSON.stringify(
    Object.keys(traits)
      .sort()
      .map((key) => traits[key as keyof LeadTraits]),
  )

const beforeOf = ({ payload }: LedgerEvent): string | null =>
  'before' in payload && 'grade' in payload.before ? fingerprint(payload.before) : null

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
      return state.firstContactedAt === null && reaching.has(event.payload.kind)
        ? { ...state, firstContactedAt: event.occurredAt }
        : state
    case 'deal.opened': {
      const { dealId, amountMinor, currency } = event.payload
      return { ...state, deals: [...state.deals, { id: dealId, stage: 'open', amountMinor, currency }] }
    }
    case 'deal.changed': {
      const { dealId, after } = event.payload
      return {
        ...state,
        deals: state.deals.map((deal) => (deal.id === dealId ? { ...deal, ...after } : deal)),
      }
    }
    case 'deal.withdrawn':
      return { ...state, deals: state.deals.filter((deal) => deal.id !== event.payload.dealId) }
    case 'touch.viewed':
    case 'touch.repeated':
    case 'submission.held':
    case 'submission.decided':
    case 'lead.captured':
    case 'effect.finished':
      return state
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
