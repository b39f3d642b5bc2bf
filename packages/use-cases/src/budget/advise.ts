import { adviseBudget, isDue } from '@tributary/budget'
import type { BudgetAdvised, BudgetInput, BudgetReport } from '@tributary/contracts'
import type { Period } from '@tributary/kernel'
import { sql } from 'kysely'
import { lastDays } from '../dashboard/read-frame.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { type Named, presentAdvice, presentAverage, presentFigures } from './present-advice.ts'
import { type PeriodFigures, readFigures } from './read-figures.ts'

export const readNames = async ({ db, organizationId }: Tx): Promise<Named> => {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => ({ id, name: names.get(id) ?? id })
}

/** What was decided in the last fortnight and stands: its advice rests. */
const readResting = async ({ db, organizationId, now }: Tx): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ campaign_id: string; action: string; decided_at: string }>`
    select campaign_id, action, decided_at from budget_decision
    where organization_id = ${organizationId} and withdrawn_at is null
      and decided_at > ${new Date(now)}::timestamptz - interval '15 days'`.execute(db)
  return new Set(
    rows
      .filter(({ decided_at }) => !isDue(new Date(decided_at).getTime(), now))
      .map(({ campaign_id, action }) => `${campaign_id} ${action}`),
  )
}

export const adviseOn = async (
  tx: Tx,
  { rows, revenue, otherCurrencies }: PeriodFigures,
): Promise<BudgetAdvised | null> => {
  if (!rows || !revenue) return null
  const resting = await readResting(tx)
  const named = await readNames(tx)
  const report = adviseBudget(rows, {
    isDecided: ({ campaign, action }) => resting.has(`${campaign} ${action}`),
  })
  return {
    campaigns: report.campaigns
      .toSorted((a, b) => b.cost - a.cost || b.revenue - a.revenue)
      .map((figures) => ({ campaign: named(figures.campaign), ...presentFigures(figures) })),
    averages: {
      roas: presentAverage(report.averages.roas),
      costPerLead: presentAverage(report.averages.costPerLead),
    },
    advice: report.advice.map((advice) => presentAdvice(advice, report.averages, named)),
    left: report.left,
    decided: report.decided,
    notEnoughData: report.notEnoughData.map(({ campaign, ...gap }) => ({
      campaign: named(campaign),
      ...gap,
    })),
    attributionId: revenue.attributionId,
    revenueAsOf: revenue.asOf.toISOString(),
    otherCurrencies: [...otherCurrencies],
  }
}

/** Where the next rupee goes: advice on a period, from the rows of its campaigns, without what was decided lately. */
export const readBudget = (ctx: Context, input: BudgetInput): Promise<BudgetReport> =>
  inOrganization(ctx, async (tx) => {
    const { currency, timeZone } = await readCalendar(tx)
    const period: Period = input.period ?? lastDays(tx.now, timeZone)
    const figures = await readFigures(tx, period, currency)
    return {
      period,
      timeZone,
      currency,
      asOf: new Date(tx.now).toISOString(),
      chosen: figures.chosen,
      advised: await adviseOn(tx, figures),
      isRefreshing: figures.isRefreshing,
    }
  })
