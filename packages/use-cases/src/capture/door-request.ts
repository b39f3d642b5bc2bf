import type { CaptureAccepted, CaptureBody, CaptureWay } from '@tributary/contracts'

/** Who submits. The public shows an origin or a campaign token, a key belongs to an organization. */
export type Caller =
  | {
      readonly kind: 'public'
      readonly origin: string | null
      readonly token: string | null
    }
  | {
      readonly kind: 'key'
      readonly organizationId: string
      readonly keyId: string
      readonly origin: string | null
      readonly token: string | null
    }
  /** A signed-in person who enters a lead by hand. */
  | { readonly kind: 'member'; readonly organizationId: string; readonly memberId: string }
  /** The house itself: the demo, and what was held and is let in. */
  | { readonly kind: 'system'; readonly organizationId: string }

/** A submission that was held and is let in now: it keeps its id, so the status page goes on working. */
export type HeldOrigin = {
  readonly heldId: string
  readonly publicId: Uint8Array
  readonly kind: 'quarantined' | 'spam'
  readonly decidedBy: string | null
}

export type DoorRequest = {
  /** As `readCaptureBody` gave it. */
  readonly body: CaptureBody
  readonly warnings?: readonly string[]
  readonly caller: Caller
  /** The address of the connection, resolved behind trusted proxies; null when there is none. */
  readonly ip: string | null
  readonly userAgent?: string | null
  readonly idempotency?: { readonly key: string; readonly body: unknown }
  /** When it happened, milliseconds; absent is now. History is fed in with its own time. */
  readonly now?: number
  /** How it came in, where the caller does not tell. */
  readonly way?: CaptureWay
  /** No limits, for history. The traps for robots stay. */
  readonly skipLimits?: boolean
  /** Overrides routing: who enters a lead by hand may say whose it is. */
  readonly ownerId?: string
  /** The crawled or bought source that it came from; its trust becomes the lead’s. */
  readonly sourceId?: string
  readonly held?: HeldOrigin
}

export type CaptureAnswer = {
  readonly kind: 'captured' | 'quarantined' | 'duplicate'
  /** The row: of the lead, of the earlier lead for a duplicate, of the held submission for a quarantined one. */
  readonly id: string
  readonly leadId: string
  /** What the public API answers; a duplicate is answered as an error with the earlier lead's id. */
  readonly body: CaptureAccepted | null
  /** The same answer had been given for this idempotency key before. */
  readonly replayed: boolean
}
