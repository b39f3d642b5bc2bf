import { AppError } from '@tributary/contracts'
import type { OrganizationKeys } from '@tributary/db'
import { isTwin } from '@tributary/leads'
import { loadOf, openState } from '@tributary/routing'
import { acceptedAnswer, duplicateAnswer, minutesFor } from './answers.ts'
import { capture } from './capture-submission.ts'
import type { Desk, Outcome } from './desk.ts'
import { answerKey, type GroupFacts, leadKey } from './group-facts.ts'
import { type GroupRows, noRows } from './group-rows.ts'
import { hold } from './hold-submission.ts'
import { type Hours, hourOf, MOST_HELD } from './hourly-cap.ts'
import { markOf } from './idempotency.ts'
import type { OrganizationSnapshot } from './organization-snapshot.ts'
import type { Submission } from './prepare-submission.ts'
import { repeat } from './repeat-submission.ts'

export type DecidedGroup = {
  /** In the order of the group. */
  readonly outcomes: readonly Outcome[]
  readonly rows: GroupRows
  /** Null where nothing changed. */
  readonly load: unknown
  readonly hours: Hours | null
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
