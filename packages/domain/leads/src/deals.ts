import { DEAL_STEPS, type DealStep } from './lists.ts'

/** Closed deals of one step: how many ended in which way. */
export type DealEnds = { readonly step: DealStep; readonly won: number; readonly lost: number }

/** A rate of fewer closed deals would say more than is known. */
export const LEAST_CLOSED = 10

/**
 * How many of the closed deals that came at least as far as this step were won: what is known of a deal there while no
 * model says more. Null with fewer than ten of them.
 *
 * With 6 won and 4 lost in `proposal` and 9 won and 1 lost in `negotiation`, the rate is 0.75 from `proposal` and 0.9
 * from `negotiation` on.
 */
export const baseRate = (step: DealStep, ends: readonly DealEnds[]): number | null => {
  const from = DEAL_STEPS.indexOf(step)
  const far = ends.filter((end) => DEAL_STEPS.indexOf(end.step) >= from)
  const won = far.reduce((sum, end) => sum + end.won, 0)
  const closed = won + far.reduce((sum, end) => sum + end.lost, 0)
  return closed < LEAST_CLOSED ? null : won / closed
}
