import type { EventPayloads, LeadTraits, LedgerEvent } from './events.ts'
import type { EventType } from './lists.ts'

export const campaignId = '01900000-0000-7000-8000-00000000c001'
export const mira = '01900000-0000-7000-8000-00000000a001'
export const omar = '01900000-0000-7000-8000-00000000a002'

/** 2026-03-10, 20:30 UTC: already the 11th in Kolkata. */
export const capturedAt = Date.UTC(2026, 2, 10, 20, 30)

export const traits: LeadTraits = {
  grade: 'B',
  points: 72,
  stage: 'new',
  review: 'pending',
  industry: 'Manufacturing',
  country: 'IN',
  region: 'MH',
  channel: 'paid_search',
  source: 'google',
  content: 'headline-b',
  ownerId: null,
  trust: 65,
  everQualified: false,
}

let made = 0
export const eventOf = <T extends EventType>(
  type: T,
  payload: EventPayloads[T],
  occurredAt = capturedAt,
  more: Partial<LedgerEvent> = {},
): LedgerEvent => {
  made += 1
  return {
    id: `01900000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    type,
    occurredAt,
    leadId: '01900000-0000-7000-8000-00000000b001',
    contactId: '01900000-0000-7000-8000-00000000b002',
    campaignId,
    payload,
    ...more,
  } as LedgerEvent
}

export const scoreOf = ({ points, grade }: LeadTraits) => ({ points, grade, version: 1, earned: [points] })

export const capturedEvent = (
  of: LeadTraits = traits,
  occurredAt = capturedAt,
  more: Partial<LedgerEvent> = {},
) =>
  eventOf(
    'lead.captured',
    {
      way: 'api',
      capturePoint: 'website',
      touch: { channel: of.channel, source: of.source },
      score: scoreOf(of),
      urgency: null,
      emailKind: 'business',
      productId: null,
      traits: of,
      route: null,
      ownerId: of.ownerId,
    },
    occurredAt,
    more,
  )
