import { isDue, REVIEW_AFTER_DAYS } from '@tributary/budget'
import {
  BudgetAdvice,
  type BudgetDecision,
  type BudgetDecisions,
  BudgetFollowUp,
  DatePeriod,
} from '@tributary/contracts'
import { type BudgetDecisionRow, BudgetDecisionSchema, MemberSchema } from '@tributary/db'
import { addDays, dateIn } from '@tributary/kernel'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { readNames } from './advise.ts'
import { followDecision } from './follow-decision.ts'

const MOST = 100
/** Each one that is due reads two fortnights; what is beyond waits until those before it are looked at. */
const MOST_FOLLOWED = 10

type Calendar = Awaited<ReturnType<typeof readCalendar>>

const stateOf = ({ decidedAt, lookedAt }: BudgetDecisionRow, now: number): BudgetDecision['state'] =>
  lookedAt ? 'looked_at' : isDue(decidedAt.getTime(), now) ? 'due' : 'resting'

const readMembers = async ({ em }: Tx, rows: readonly BudgetDecisionRow[]) => {
  const ids = [...new Set(rows.flatMap(({ memberId }) => memberId ?? []))]
  const members = await em.find(MemberSchema, { id: ids })
  return new Map(members.map(({ id, name }) => [id, name]))
}

const storedFollowUp = (outcome: unknown): BudgetFollowUp | null => {
  const read = BudgetFollowUp.safeParse(outcome)
  return read.success ? read.data : null
}

const followUps = async (tx: Tx, rows: readonly BudgetDecisionRow[], calendar: Calendar) => {
  const due = rows.filter((row) => stateOf(row, tx.now) === 'due').slice(-MOST_FOLLOWED)
  const found = new Map<string, BudgetFollowUp | null>()
  let isRefreshing = false
  for (const row of due) {
    const followed = await followDecision(tx, row, calendar)
    found.set(row.id, followed.followUp)
    isRefreshing ||= followed.isRefreshing
  }
  return { found, isRefreshing }
}

/** What was decided, the newest first; after a fortnight with what happened since. */
export const readDecisions = (ctx: Context): Promise<BudgetDecisions> =>
  inOrganization(ctx, async (tx) => {
    const calendar = await readCalendar(tx)
    const rows = await tx.em.find(
      BudgetDecisionSchema,
      { withdrawnAt: null },
      { orderBy: { decidedAt: 'desc', id: 'desc' }, limit: MOST },
    )
    const names = await readNames(tx)
    const members = await readMembers(tx, rows)
    const { found, isRefreshing } = await followUps(tx, rows, calendar)
    const items = rows.map((row): BudgetDecision => {
      const { period, ...advice } = row.advice as Record<string, unknown>
      return {
        id: row.id,
        advice: { ...BudgetAdvice.parse(advice), campaign: names(row.campaignId) },
        period: DatePeriod.parse(period),
        verdict: row.verdict,
        reason: row.reason ?? null,
        decidedAt: row.decidedAt.toISOString(),
        decidedBy: row.memberId ? (members.get(row.memberId) ?? null) : null,
        dueOn: addDays(dateIn(row.decidedAt.getTime(), calendar.timeZone), REVIEW_AFTER_DAYS),
        state: stateOf(row, tx.now),
        followUp: row.lookedAt ? storedFollowUp(row.outcome) : (found.get(row.id) ?? null),
      }
    })
    return { currency: calendar.currency, items, isRefreshing }
  })
