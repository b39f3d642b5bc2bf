import { DEAL_STAGES, type DealCard, type DealStage } from '@tributary/contracts'
import { DAY } from '@tributary/kernel'

const isClosed = (stage: DealStage): boolean => stage === 'won' || stage === 'lost'

/** Where a deal may go. Won and lost do not turn into each other: it is opened again first. */
export const nextStages = (stage: DealStage): readonly DealStage[] =>
  DEAL_STAGES.filter((to) => to !== stage && !(isClosed(stage) && isClosed(to)))

/** The column beside, for the arrow keys: one that the deal may go to, or none. */
export const stageBeside = (stage: DealStage, step: 1 | -1): DealStage | null => {
  const allowed = nextStages(stage)
  const place = DEAL_STAGES.indexOf(stage)
  const beyond = step > 0 ? DEAL_STAGES.slice(place + 1) : DEAL_STAGES.slice(0, place).reverse()
  return beyond.find((to) => allowed.includes(to)) ?? null
}

/** Whole days since it came into its column. */
export const daysInStage = ({ stageSince }: Pick<DealCard, 'stageSince'>, now: Date): number =>
  Math.floor((now.getTime() - new Date(stageSince).getTime()) / DAY)

/** What the column counts a deal as, from 0 to 1: its own probability, else the column's base rate; null is not known. */
export const weightOf = (
  { stage, probability }: Pick<DealCard, 'stage' | 'probability'>,
  baseRate: number | null,
): number | null => (stage === 'won' ? 1 : stage === 'lost' ? 0 : (probability ?? baseRate))
