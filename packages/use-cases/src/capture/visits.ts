import type { Desk } from './desk.ts'
import type { Submission } from './prepare-submission.ts'

export const hasComeBack = (desk: Desk, submission: Submission, place: number): boolean => {
  const { visitorId, sessionId } = submission
  if (visitorId === null) return false
  if (desk.facts.returning.has(place)) return true
  return (desk.visits.get(visitorId) ?? []).some((session) => session === null || session !== sessionId)
}

export const rememberVisit = (desk: Desk, { visitorId, sessionId }: Submission): void => {
  if (visitorId === null) return
  const sessions = desk.visits.get(visitorId) ?? []
  sessions.push(sessionId)
  desk.visits.set(visitorId, sessions)
}
