import { AppError, type EventPayloads, type LeadTraits } from '@tributary/contracts'
import {
  KEY_BYTES,
  type OrganizationKeys,
  openContactKey,
  placeOf,
  sealJson,
  wrapContactKey,
} from '@tributary/db'
import { isTwin } from '@tributary/leads'
import {
  applyDecision,
  type CompiledRouting,
  decideRoute,
  decisionInputs,
  type EncodedDecision,
  encodeDecision,
  loadOf,
  openState,
  type RoutingState,
  responseDue,
} from '@tributary/routing'
import { type ScoreInNumbers, scoreInNumbers } from '@tributary/scoring'
import { acceptedAnswer, duplicateAnswer, minutesFor } from './answers.ts'
import type { CaptureAnswer } from './door-request.ts'
import { answerKey, type EarlierLead, type GroupFacts, type KnownContact, leadKey } from './group-facts.ts'
import { type GroupRows, noRows } from './group-rows.ts'
import { sealHeld } from './held-box.ts'
import { type Hours, hourOf, MOST_HELD } from './hourly-cap.ts'
import { markOf } from './idempotency.ts'
import type { OrganizationSnapshot } from './organization-snapshot.ts'
import type { Submission } from './prepare-submission.ts'
import { newPublicId, newRowId, randomChunk } from './public-id.ts'
import {
  type ContactBox,
  differences,
  type LeadBox,
  openContact,
  sealContact,
  sealLead,
} from './sealed-boxes.ts'

export type Outcome = CaptureAnswer | AppError

export type DecidedGroup = {
  /** In the order of the group. */
  readonly outcomes: readonly Outcome[]
  readonly rows: GroupRows
  /** Null where nothing changed. */
  readonly load: unknown
  readonly hours: Hours | null
}

/** A contact as this flight sees it: from the database, or made by an earlier submission of the same flight. */
type Person = { readonly id: string; readonly key: Buffer; readonly box: ContactBox }

type Desk = {
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

const boxOf = ({ clean, phone }: Submission): ContactBox => ({
  firstName: clean.firstName,
  lastName: clean.lastName,
  email: clean.email.email,
  phone: clean.phone,
  e164: phone?.e164 ?? null,
})

const knownPerson = (desk: Desk, submission: Submission, known: KnownContact): Person => {
  const { keys, organization } = desk
  const key = openContactKey(keys, known.id, known.wrappedKey)
  const person = {
    id: known.id,
    key,
    box: openContact(organization.organizationId, known.id, key, known.sealed),
  }
  desk.people.set(submission.emailKey, person)
  return person
}

const newPerson = (desk: Desk, submission: Submission): Person => {
  const { keys, organization, rows } = desk
  const id = newRowId(submission.now)
  const person = { id, key: randomChunk(KEY_BYTES), box: boxOf(submission) }
  rows.contacts.push({
    id,
    wrappedKey: wrapContactKey(keys, id, person.key),
    sealed: sealContact(organization.organizationId, id, person.key, person.box),
    emailIndex: submission.emailIndex,
    phoneIndex: submission.phoneIndex,
    emailKind: submission.emailKind,
    createdAt: submission.now,
  })
  desk.people.set(submission.emailKey, person)
  return person
}

const leadBoxOf = ({ request, clean }: Submission, given: Partial<ContactBox> | undefined): LeadBox => {
  const { tracking, form_metadata: form } = request.body
  return {
    message: clean.message ?? undefined,
    ip: request.ip ?? undefined,
    userAgent: request.userAgent ?? tracking?.user_agent ?? undefined,
    referrerUrl: tracking?.referrer_url ?? undefined,
    landingPageUrl: tracking?.landing_page_url ?? undefined,
    form: form
      ? {
          type: form.form_type ?? undefined,
          version: form.form_version ?? undefined,
          sentAt: form.timestamp ?? undefined,
        }
      : undefined,
    given,
  }
}

const hasComeBack = (desk: Desk, submission: Submission, place: number): boolean => {
  const { visitorId, sessionId } = submission
  if (visitorId === null) return false
  if (desk.facts.returning.has(place)) return true
  return (desk.visits.get(visitorId) ?? []).some((session) => session === null || session !== sessionId)
}

const rememberVisit = (desk: Desk, { visitorId, sessionId }: Submission): void => {
  if (visitorId === null) return
  const sessions = desk.visits.get(visitorId) ?? []
  sessions.push(sessionId)
  desk.visits.set(visitorId, sessions)
}

const actorOf = ({ request: { caller } }: Submission): string | null =>
  caller.kind === 'member' ? caller.memberId : null

type Routed = {
  readonly ownerId: string | null
  readonly route: EncodedDecision | null
  readonly waiting: boolean
}

const route = (desk: Desk, submission: Submission, score: ScoreInNumbers): Routed => {
  const { request, campaign, now } = submission
  const { routing, state, organization } = desk
  if (request.ownerId !== undefined) {
    const index = routing.memberIndex.get(request.ownerId)
    if (index !== undefined) state.open[index] = (state.open[index] ?? 0) + 1
    desk.decisions++
    return { ownerId: request.ownerId, route: null, waiting: false }
  }
  const decision = decideRoute(
    routing,
    state,
    {
      campaignId: campaign.id,
      autoAssign: campaign.autoAssign,
      campaignOwnerId: campaign.ownerId,
      service: submission.productId,
      score: score.points,
      grade: score.grade,
      country: submission.country,
      region: null,
      point: null,
      urgency: submission.urgency,
    },
    now,
    false,
  )
  applyDecision(routing, state, decision)
  if (decision.member >= 0) desk.decisions++
  const { outcome } = decision
  return {
    ownerId: outcome.kind === 'assigned' ? outcome.memberId : null,
    route: encodeDecision(routing, decisionInputs(organization.desk.hash, decision)),
    waiting: outcome.kind === 'nobody',
  }
}

const trackingOf = ({ touch, visitorId }: Submission): string =>
  JSON.stringify({
    ...touch.utm,
    visitorId: visitorId ?? undefined,
    sessionId: touch.sessionId,
    referrerHost: touch.referrerHost,
    path: touch.path,
  })

const capture = (desk: Desk, submission: Submission, place: number): CaptureAnswer => {
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

const letIn = ({ rows, stillHeld }: Desk, submission: Submission): void => {
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

const keepAnswer = (
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

/** The touch counts and what was typed is kept, sealed; the earlier lead stays the one lead. */
const repeat = (desk: Desk, submission: Submission, earlier: EarlierLead): CaptureAnswer => {
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

/** Kept aside: no lead, no contact and no effects, but nothing of it is lost. */
const hold = (
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

const replay = (desk: Desk, submission: Submission): Outcome | null => {
  const mark = markOf(submission.request)
  if (!mark) return null
  const stored = desk.facts.answers.get(answerKey(submission.campaign.id, mark.credential, mark.keyHash))
  if (!stored) return null
  if (!stored.requestHash.equals(mark.requestHash))
    return new AppError('IDEMPOTENCY_MISMATCH', 'This Idempotency-Key was used for another submission.', {
      field: 'headers.idempotency-key',
    })
  if (stored.code === 409) return duplicateAnswer(stored.id, stored.publicId, true)
  return acceptedAnswer({
    submission,
    keys: desk.keys,
    kind: stored.code === 202 ? 'quarantined' : 'captured',
    id: stored.id,
    publicId: stored.publicId,
    capturedAt: stored.createdAt,
    minutes:
      stored.promisedMinutes ?? minutesFor(submission, desk.organization.scoring, desk.organization.sla),
    replayed: true,
  })
}

export const tooMany = (seconds: number, message: string): AppError =>
  new AppError('RATE_LIMITED', message, { retryAfter: Math.max(1, seconds) })

const isCapped = ({ request }: Submission): boolean => {
  const free = request.caller.kind === 'member' || request.skipLimits === true
  return !free
}

/** Over the hour's cap a submission with a token waits in quarantine; an anonymous one is asked to come back. */
const overTheCap = (desk: Desk, submission: Submission): Outcome | null => {
  const { campaign, now } = submission
  const cap = campaign.hourlyCap ?? desk.perHour
  if (cap === 0 || !isCapped(submission)) return null
  const { used, start, secondsLeft } = hourOf(desk.hours, campaign.id, now)
  if (used < cap) {
    desk.hours = { ...desk.hours, [campaign.id]: [start, used + 1] }
    return null
  }
  const held = desk.facts.heldCount.get(campaign.id) ?? 0
  if (!submission.trusted || submission.request.held || held >= MOST_HELD)
    return tooMany(secondsLeft, 'This form has taken many requests. Please send yours again later.')
  desk.facts.heldCount.set(campaign.id, held + 1)
  return hold(desk, submission, 'quarantined', 'hourly cap')
}

const decideOne = (desk: Desk, submission: Submission, place: number): Outcome => {
  const replayed = replay(desk, submission)
  if (replayed) return replayed
  const { held } = submission.request
  if (held && !desk.stillHeld.has(held.heldId))
    return new AppError('CONFLICT', 'Somebody has decided about this submission already.')
  if (submission.spam !== null) return hold(desk, submission, 'spam', submission.spam)
  const earlier = desk.leads.get(leadKey(submission))
  if (earlier && isTwin(earlier.capturedAt, submission.now)) return repeat(desk, submission, earlier)
  return overTheCap(desk, submission) ?? capture(desk, submission, place)
}

/**
 * Decides a group one after another, each seeing what the ones before it did: answers, rows, and the load and hours
 * to store. `refused` holds what was refused before, by place.
 */
export const decideGroup = (
  group: readonly Submission[],
  refused: ReadonlyMap<number, AppError>,
  {
    organization,
    keys,
    facts,
    perHour,
  }: {
    organization: OrganizationSnapshot
    keys: OrganizationKeys
    facts: GroupFacts
    perHour: number
  },
): DecidedGroup => {
  const { routing } = organization.desk
  const desk: Desk = {
    organization,
    keys,
    facts,
    rows: noRows(),
    people: new Map(),
    leads: new Map(facts.leads),
    stillHeld: new Set(facts.stillHeld),
    visits: new Map(),
    routing,
    state: openState(routing, { open: facts.load.open ?? {}, shares: facts.load.shares ?? {} }),
    perHour,
    hours: facts.hours,
    decisions: 0,
  }
  const outcomes = group.map((submission, place) => refused.get(place) ?? decideOne(desk, submission, place))
  return {
    outcomes,
    rows: desk.rows,
    load: desk.decisions > 0 ? loadOf(routing, desk.state) : null,
    hours: desk.hours === facts.hours ? null : desk.hours,
  }
}
