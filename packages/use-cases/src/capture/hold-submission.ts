import type { EventPayloads } from '@tributary/contracts'
import { KEY_BYTES, wrapContactKey } from '@tributary/db'
import { acceptedAnswer, minutesFor } from './answers.ts'
import { type Desk, keepAnswer } from './desk.ts'
import type { CaptureAnswer } from './door-request.ts'
import { sealHeld } from './held-box.ts'
import type { Submission } from './prepare-submission.ts'
import { newPublicId, newRowId, randomChunk } from './public-id.ts'

/** Kept aside: no lead, no contact and no effects, but nothing of it is lost. */
export const hold = (
  desk: Desk,
  submission: Submission,
  kind: 'quarantined' | 'spam',
  reason: string,
): CaptureAnswer => {
  const { organization, keys, rows } = desk
  const { now, campaign } = submission
  const id = newRowId(now)
  const publicId = newPublicId()
  const key = randomChunk(KEY_BYTES)
  rows.held.push({
    id,
    campaignId: campaign.id,
    publicId,
    kind,
    reason,
    wrappedKey: wrapContactKey(keys, id, key),
    sealed: sealHeld(organization.organizationId, id, key, submission),
    receivedAt: now,
  })
  const payload: EventPayloads['submission.held'] = { heldId: id, kind, reason }
  rows.events.push({
    id: newRowId(now),
    type: 'submission.held',
    occurredAt: now,
    leadId: null,
    contactId: null,
    campaignId: campaign.id,
    actorId: null,
    visitorId: null,
    payload: JSON.stringify(payload),
    sealed: null,
  })
  keepAnswer(desk, submission, kind === 'spam' ? 201 : 202, id, publicId)
  const minutes = minutesFor(submission, organization.scoring, organization.sla)
  return acceptedAnswer({
    submission,
    keys,
    kind: kind === 'spam' ? 'captured' : 'quarantined',
    id,
    publicId,
    capturedAt: now,
    minutes,
  })
}
