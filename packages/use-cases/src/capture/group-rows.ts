export type ContactRow = {
  readonly id: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
  readonly emailIndex: Buffer
  readonly phoneIndex: Buffer | null
  readonly emailKind: string
  readonly createdAt: number
}

export type LeadRow = {
  readonly id: string
  readonly publicId: Uint8Array
  readonly contactId: string
  readonly campaignId: string
  readonly company: string | null
  readonly country: string | null
  readonly productId: string | null
  readonly sourceId: string | null
  readonly trust: number | null
  readonly via: string
  readonly capturePoint: string
  readonly medium: string | null
  readonly channel: string
  readonly channelSource: string
  readonly content: string | null
  readonly serviceInterest: string | null
  readonly urgencyText: string | null
  readonly urgency: string | null
  readonly budgetRange: string | null
  readonly timeline: string | null
  readonly tracking: string
  readonly facts: string
  readonly sealed: Buffer | null
  readonly points: number
  readonly grade: string
  readonly rulesVersion: number
  readonly earned: string
  readonly ownerId: string | null
  readonly waiting: boolean
  readonly responseDueAt: number
  readonly consent: boolean | null
  readonly capturedAt: number
}

export type EventRow = {
  readonly id: string
  readonly type: string
  readonly occurredAt: number
  readonly leadId: string | null
  readonly contactId: string | null
  readonly campaignId: string
  readonly actorId: string | null
  readonly visitorId: string | null
  readonly payload: string
  readonly sealed: Buffer | null
}

export type AnswerRow = {
  readonly campaignId: string
  readonly credential: string
  readonly keyHash: Buffer
  readonly requestHash: Buffer
  readonly code: number
  readonly id: string
  readonly publicId: Uint8Array
  readonly createdAt: number
}

export type HeldRow = {
  readonly id: string
  readonly campaignId: string
  readonly publicId: Uint8Array
  readonly kind: 'quarantined' | 'spam'
  readonly reason: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
  readonly receivedAt: number
}

export type DecidedRow = {
  readonly id: string
  readonly decidedAt: number
  readonly decidedBy: string | null
}

/** Everything one flight writes. */
export type GroupRows = {
  readonly contacts: ContactRow[]
  readonly leads: LeadRow[]
  readonly events: EventRow[]
  readonly answers: AnswerRow[]
  readonly held: HeldRow[]
  readonly decided: DecidedRow[]
}

export const noRows = (): GroupRows => ({
  contacts: [],
  leads: [],
  events: [],
  answers: [],
  held: [],
  decided: [],
})
