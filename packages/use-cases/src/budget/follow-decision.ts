import { campaignFigures, followUp, REVIEW_AFTER_DAYS } from '@tributary/budget'
import type { BudgetFollowUp } from '@tributary/contracts'
import { addDays, dateIn, type Period } from '@tributary/kernel'
import type { Tx } from '../in-organization.ts'
import { presentFigures } from './present-advice.ts'
import { readFigures } from './read-figures.ts'

/** As many days before a decision as after it; its own day belongs to neither. */
export const daysAround = (decidedAt: number, timeZone: string): { before: Period; after: Period } => {
  const day = dateIn(decidedAt, timeZone)
  return {
    before: { start: addDays(day, -REVIEW_AFTER_DAYS), end: addDays(day, -1) },
    after: { start: addDays(day, 1), end: addDays(day, REVIEW_AFTER_DAYS) },
  }
}

const figuresIn = async (tx: Tx, campaignId: string, period: Period, currency: string) => {
  const { rows, isRefreshing } = await readFigures(tx, period, currency)
  if (!rows) return { figures: null, isRefreshing }
  const nothing = { campaign: campaignId, cost: 0, revenue: 0, leads: 0, impressions: 0, clicks: 0 }
  const [figures] = campaignFigures([rows.find(({ campaign }) => campaign === campaignId) ?? nothing])
  return { figures: figures!, isRefreshing }
}

type Followed = { readonly followUp: BudgetFollowUp | null; readonly isRefreshing: boolean }

/** What happened to a campaign in the fortnight after a decision, beside the one before; null while it is counted. */
export const followDecision = async (
  tx: Tx,
  { campaignId, decidedAt }: { readonly campaignId: string; readonly decidedAt: Date },
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
): Promise<Followed> => {
  const { before, after } = daysAround(decidedAt.getTime(), timeZone)
  const then = await figuresIn(tx, campaignId, before, currency)
  const since = await figuresIn(tx, campaignId, after, currency)
  const isRefreshing = then.isRefreshing || since.isRefreshing
  if (!then.figures || !since.figures) return { followUp: null, isRefreshing }
  return {
    followUp: {
      before,
      after,
      figures: { before: presentFigures(then.figures), after: presentFigures(since.figures) },
      ...followUp(then.figures, since.figures),
    },
    isRefreshing,
  }
}
