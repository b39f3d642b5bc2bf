import type { EventPayloads, LeadTraits } from '@tributary/contracts'
import { responseDue } from '@tributary/routing'
import { scoreInNumbers } from '@tributary/scoring'
import { acceptedAnswer } from './answers.ts'
import { actorOf, type Desk, keepAnswer, letIn } from './desk.ts'
import { boxOf, knownPerson, leadBoxOf, newPerson } from './desk-people.ts'
import type { CaptureAnswer } from './door-request.ts'
import { leadKey } from './group-facts.ts'
import type { Submission } from './prepare-submission.ts'
import { newPublicId, newRowId } from './public-id.ts'
import { route } from './route-submission.ts'
import { differences, sealLead } from './sealed-boxes.ts'
import { hasComeBack, rememberVisit } from './visits.ts'

const trackingOf = ({ touch, visitorId }: Submission): string =>
  JSON.stringify({
    ...touch.utm,
    visitorId: visitorId ?? undefined,
    sessionId: touch.sessionId,
    referrerHost: touch.referrerHost,
    path: touch.path,
  })

export const capture = (desk: Desk, submission: Submission, place: number): CaptureAnswer => {
  const { organization, keys, rows, facts } = desk
  const { organizationId } = organization
  const { request, campaign, clean, now } = submission
  const known = facts.contacts.get(submission.emailKey)
  const before = desk.people.get(submission.emailKey) ?? (known ? knownPerson(desk, submission, known) : null)
  const person = before ?? newPerson(desk, submission)
  const returnVisitor = hasComeBack(desk, submission, place)
  rememberVisit(desk, submission)
  const scoringFacts = { ...submission.facts, returnVisitor }
  const score = scoreInNumbers(scoringFacts, organization.scoring)
  const routed = route(desk, submission, score)
  const promise = responseDue(organization.sla, { grade: score.grade, urgency: submission.urgency }, now)
  const id = newRowId(now)
  const publicId = request.held?.publicId ?? newPublicId()
  const given = before ? differences(person.box, boxOf(submission)) : undefined
  const content = submission.touch.utm?.content ?? null
  const trust = organization.sources.get(request.sourceId ?? '') ?? null
  const sourceId = organization.sources.has(request.sourceId ?? '') ? (request.sourceId ?? null) : null
  rows.leads.push({
    id,
    publicId,
    contactId: person.id,
    campaignId: campaign.id,
    company: clean.company,
    country: submission.country,
    productId: submission.productId,
    sourceId,
    trust,
    via: submission.way,
    capturePoint: submission.capturePoint,
    medium: submission.medium,
    channel: submission.channel,
    channelSource: submission.touch.source,
    content,
    serviceInterest: clean.serviceInterest,
    urgencyText: clean.urgency,
    urgency: submission.urgency,
    budgetRange: clean.budgetRange,
    timeline: clean.timeline,
    tracking: trackingOf(submission),
    facts: JSON.stringify(scoringFacts),
    sealed: sealLead(organizationId, id, person.key, leadBoxOf(submission, given)),
    points: score.points,
    grade: score.grade,
    rulesVersion: score.version,
    earned: JSON.stringify(score.earned),
    ownerId: routed.ownerId,
    waiting: routed.waiting,
    responseDueAt: promise.due,
    consent: submission.consent,
    capturedAt: now,
  })
  const traits: LeadTraits = {
    grade: score.grade,
    points: score.points,
    stage: 'new',
    review: 'pending',
    industry: null,
    country: submission.country,
    region: null,
    channel: submission.channel,
    source: submission.touch.source,
    content,
    ownerId: routed.ownerId,
    trust,
    everQualified: false,
  }
  const payload: EventPayloads['lead.captured'] = {
    way: submission.way,
    capturePoint: submission.capturePoint,
    touch: submission.touch,
    score: { points: score.points, grade: score.grade, version: score.version, earned: score.earned },
    urgency: submission.urgency,
    emailKind: submission.emailKind,
    productId: submission.productId,
    traits,
    route: routed.route,
    ownerId: routed.ownerId,
    heldId: request.held?.heldId,
  }
  rows.events.push({
    id: newRowId(now),
    type: 'lead.captured',
    occurredAt: now,
    leadId: id,
    contactId: person.id,
    campaignId: campaign.id,
    actorId: actorOf(submission),
    visitorId: submission.visitorId,
    payload: JSON.stringify(payload),
    sealed: null,
  })
  if (request.held) letIn(desk, submission)
  desk.leads.set(leadKey(submission), {
    id,
    publicId: publicId as Buffer,
    contactId: person.id,
    capturedAt: now,
  })
  keepAnswer(desk, submission, 201, id, publicId)
  return acceptedAnswer({
    submission,
    keys,
    kind: 'captured',
    id,
    publicId,
    capturedAt: now,
    minutes: promise.minutes,
  })
}
