import type { LeadFilter } from '@tributary/contracts'
import type { LeadQuery, Span } from '@tributary/db'
import { addDays, DAY, dateIn, startOfDate } from '@tributary/kernel'
import type { Tx } from '../in-organization.ts'
import { readOrganization } from '../ledger/read-organization.ts'
import { findPeople } from './find-people.ts'

const memberOf = ({ actor }: Tx): string | null => (actor.kind === 'member' ? actor.memberId : null)

const daysOf = (from: string | undefined, to: string | undefined, timeZone: string): Span | undefined =>
  from === undefined && to === undefined
    ? undefined
    : {
        ...(from === undefined ? {} : { from: new Date(startOfDate(from, timeZone)) }),
        ...(to === undefined ? {} : { to: new Date(startOfDate(addDays(to, 1), timeZone)) }),
      }

const nextStepSpan = (
  nextStep: NonNullable<LeadFilter['nextStep']>,
  now: number,
  timeZone: string,
): Span | undefined => {
  const today = dateIn(now, timeZone)
  const endOf = (days: number) => new Date(startOfDate(addDays(today, days), timeZone))
  switch (nextStep) {
    case 'overdue':
      return { to: new Date(now) }
    case 'soon':
      return { from: new Date(now), to: new Date(now + DAY) }
    case 'today':
      return { from: endOf(0), to: endOf(1) }
    case 'week':
      return { from: endOf(0), to: endOf(7) }
    case 'set':
      return {}
    case 'none':
      return undefined
  }
}

/** Resolves the words of a filter that depend on who asks, when, and where midnight is. */
export const leadQueryOf = async (tx: Tx, filter: LeadFilter): Promise<LeadQuery> => {
  const { text, capturedFrom, capturedTo, wonFrom, wonTo, nextStep, ...rest } = filter
  const needsDays = capturedFrom ?? capturedTo ?? wonFrom ?? wonTo ?? nextStep
  const timeZone = needsDays === undefined ? 'UTC' : (await readOrganization(tx)).timeZone
  return {
    ...rest,
    organizationId: tx.organizationId,
    me: memberOf(tx),
    now: new Date(tx.now),
    captured: daysOf(capturedFrom, capturedTo, timeZone),
    won: daysOf(wonFrom, wonTo, timeZone),
    nextStepSpan: nextStep && nextStepSpan(nextStep, tx.now, timeZone),
    nextStepNone: nextStep === 'none',
    search: text === undefined ? undefined : await findPeople(tx, text),
  }
}
