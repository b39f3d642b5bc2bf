import type { AppError, EventPayloads } from '@tributary/contracts'
import type { OrganizationKeys } from '@tributary/db'
import type { CompiledRouting, RoutingState } from '@tributary/routing'
import type { CaptureAnswer } from './door-request.ts'
import type { EarlierLead, GroupFacts } from './group-facts.ts'
import type { GroupRows } from './group-rows.ts'
import type { Hours } from './hourly-cap.ts'
import { markOf } from './idempotency.ts'
import type { OrganizationSnapshot } from './organization-snapshot.ts'
import type { Submission } from './prepare-submission.ts'
import { newRowId } from './public-id.ts'
import type { ContactBox } from './sealed-boxes.ts'

export type Outcome = CaptureAnswer | AppError

/** A contact as this flight sees it: from the database, or made by an earlier submission of the same flight. */
export type Person = { readonly id: string; readonly key: Buffer; readonly box: ContactBox }

export type Desk = {
  readonly organization: OrganizationSnapshot
  readonly keys: OrganizationKeys
  readonly facts: GroupFacts
  readonly rows: GroupRows
  readonly people: Map<string, Person>
  readonly leads: Map<string, EarlierLead>
  /** Held submissions that nobody has decided about, this flight included. */
  readonly stillHeld: Set<string>
  /** Sessions of visitors that came in with this flight. */
  readonly visits: Map<string, (string | null)[]>
  readonly routing: CompiledRouting
  readonly state: RoutingState
  readonly perHour: number
  hours: Hours
  decisions: number
}

export const actorOf = ({ request: { caller } }: Submission): string | null =>
  caller.kind === 'member' ? caller.memberId : null

export const letIn = ({ rows, stillHeld }: Desk, submission: Submission): void => {
  const { held } = submission.request
  if (!held) return
  stillHeld.delete(held.heldId)
  const payload: EventPayloads['submission.decided'] = {
    heldId: held.heldId,
    kind: held.kind,
    decision: 'released',
  }
  rows.decided.push({ id: held.heldId, decidedAt: submission.now, decidedBy: held.decidedBy })
  rows.events.push({
    id: newRowId(submission.now),
    type: 'submission.decided',
    occurredAt: submission.now,
    leadId: null,
    contactId: null,
    campaignId: submission.campaign.id,
    actorId: held.decidedBy,
    visitorId: null,
    payload: JSON.stringify(payload),
    sealed: null,
  })
}

export const keepAnswer = (
  { rows }: Desk,
  submission: Submission,
  code: number,
  id: string,
  publicId: Uint8Array,
): void => {
  const mark = markOf(submission.request)
  if (mark)
    rows.answers.push({
      ...mark,
      campaignId: submission.campaign.id,
      code,
      id,
      publicId,
      createdAt: submission.now,
    })
}
