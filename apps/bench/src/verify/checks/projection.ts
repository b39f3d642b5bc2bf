import { type DealState, type LeadState, type WonMoney, wonMoney } from '@tributary/ledger'
import type { LeadRow, Story } from '../lead-walk.ts'
import { Checklist } from '../report.ts'
import type { LeadCheck } from './lead-check.ts'

const time = (at: Date | null): number | null => at?.getTime() ?? null

/** What a row says and what its events say, by name. */
const sides: Record<string, (row: LeadRow, state: LeadState) => readonly [unknown, unknown]> = {
  contact: (row, state) => [row.contact_id, state.contactId],
  campaign: (row, state) => [row.campaign_id, state.campaignId],
  'capture time': (row, state) => [time(row.captured_at), state.capturedAt],
  points: (row, { traits }) => [row.points, traits.points],
  grade: (row, { traits }) => [row.grade, traits.grade],
  'rule version': (row, { score }) => [row.rules_version, score.version],
  'points per rule': (row, { score }) => [JSON.stringify(row.earned), JSON.stringify(score.earned)],
  stage: (row, { traits }) => [row.stage, traits.stage],
  'ever qualified': (row, { traits }) => [row.ever_qualified, traits.everQualified],
  review: (row, { traits }) => [row.review, traits.review],
  'review reason': (row, state) => [row.review_reason, state.reviewReason],
  'lost reason': (row, state) => [row.lost_reason, state.lostReason],
  owner: (row, { traits }) => [row.owner_id, traits.ownerId],
  'assignment time': (row, state) => [row.owner_id === null ? null : time(row.assigned_at), state.assignedAt],
  'first contact': (row, state) => [time(row.first_contacted_at), state.firstContactedAt],
  'next step': (row, state) => [time(row.next_step_at), state.nextStepAt],
  industry: (row, { traits }) => [row.industry, traits.industry],
  country: (row, { traits }) => [row.country, traits.country],
  region: (row, { traits }) => [row.region, traits.region],
  trust: (row, { traits }) => [row.trust, traits.trust],
  channel: (row, { traits }) => [row.channel, traits.channel],
  source: (row, { traits }) => [row.channel_source, traits.source],
  content: (row, { traits }) => [row.content, traits.content],
  deleted: (row, state) => [row.deleted_at !== null, state.removed],
}

const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

type DealWords = Pick<DealState, 'id' | 'stage' | 'step' | 'currency' | 'amountMinor'> &
  Pick<DealState, 'expectedClose' | 'closedAt' | 'lostReason'>

const dealText = (deals: readonly DealWords[]): string =>
  deals
    .map(
      ({ id, stage, step, currency, amountMinor, expectedClose, closedAt, lostReason }) =>
        `${id} ${stage} ${step} ${amountMinor} ${currency} ${expectedClose} ${closedAt} ${lostReason}`,
    )
    .sort()
    .join(', ')

const moneyText = (won: readonly WonMoney[]): string =>
  won
    .map(({ currency, deals, amountMinor }) => `${deals} for ${amountMinor} ${currency}`)
    .sort()
    .join(', ')

/** A removed lead took exactly the money of its won deals out of the counts. */
const checkRemoval = (list: Checklist, id: string, events: Story['events'], state: LeadState): void => {
  const last = events
    .filter((event) => event.type === 'lead.removed')
    .reduce((latest, event) => (event.occurredAt > latest.occurredAt ? event : latest))
  const [took, had] = [moneyText(last.payload.won), moneyText(wonMoney(state.deals))]
  if (took !== had) list.find(id, `was removed with [${took}] won, its deals had [${had}]`)
}

/** MS-1: each lead and each deal is what its events make of it. */
export const projectionCheck = (): LeadCheck => {
  const list = new Checklist('MS-1 leads', 'each lead is what its events make of it')
  return {
    list,
    look: ({ lead, deals, events }: Story, state) => {
      list.count()
      if (state === null) return list.find(lead.id, 'no event says that this lead was captured')
      const captures = events.filter(({ type }) => type === 'lead.captured').length
      if (captures > 1) list.find(lead.id, `${captures} events say that this lead was captured`)
      if (!state.unbroken)
        list.find(lead.id, 'its events do not follow one another: one is missing or was edited')
      for (const [name, read] of Object.entries(sides)) {
        const [row, ledger] = read(lead, state)
        if (row !== ledger) list.find(lead.id, `${name} is ${told(row)}, the ledger makes it ${told(ledger)}`)
      }
      const rows = dealText(
        deals.map((deal) => ({
          ...(deal as Pick<DealWords, 'id' | 'stage' | 'step' | 'currency'>),
          amountMinor: deal.amount_minor,
          expectedClose: deal.expected_close,
          closedAt: time(deal.closed_at),
          lostReason: deal.lost_reason,
        })),
      )
      const ledger = dealText(state.deals)
      if (rows !== ledger) list.find(lead.id, `deals are [${rows}], the ledger makes them [${ledger}]`)
      if (state.removed) checkRemoval(list, lead.id, events, state)
    },
  }
}
