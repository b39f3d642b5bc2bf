import type { EventPayloads } from '@tributary/contracts'
import { placeOf, sealJson } from '@tributary/db'
import { duplicateAnswer } from './answers.ts'
import { actorOf, type Desk, keepAnswer, letIn } from './desk.ts'
import { boxOf, knownPerson, leadBoxOf } from './desk-people.ts'
import type { CaptureAnswer } from './door-request.ts'
import type { EarlierLead } from './group-facts.ts'
import type { Submission } from './prepare-submission.ts'
import { newRowId } from './public-id.ts'
import { differences } from './sealed-boxes.ts'
import { rememberVisit } from './visits.ts'

/** The touch counts and what was typed is kept, sealed; the earlier lead stays the one lead. */
export const repeat = (desk: Desk, submission: Submission, earlier: EarlierLead): CaptureAnswer => {
  const { organization, rows, facts } = desk
  const known = facts.contacts.get(submission.emailKey)
  const person = desk.people.get(submission.emailKey) ?? (known ? knownPerson(desk, submission, known) : null)
  const id = newRowId(submission.now)
  const payload: EventPayloads['touch.repeated'] = {
    ...submission.touch,
    capturePoint: submission.capturePoint,
  }
  const box = person ? leadBoxOf(submission, differences(person.box, boxOf(submission))) : null
  rows.events.push({
    id,
    type: 'touch.repeated',
    occurredAt: submission.now,
    leadId: earlier.id,
    contactId: earlier.contactId,
    campaignId: submission.campaign.id,
    actorId: actorOf(submission),
    visitorId: submission.visitorId,
    payload: JSON.stringify(payload),
    sealed: person
      ? sealJson(person.key, placeOf(organization.organizationId, 'event', 'sealed', id), box)
      : null,
  })
  if (submission.request.held) letIn(desk, submission)
  rememberVisit(desk, submission)
  keepAnswer(desk, submission, 409, earlier.id, earlier.publicId)
  return duplicateAnswer(earlier.id, earlier.publicId, false)
}
