import type { DealBoard, DealCard, DealStage, DealSum, LostReason } from '@tributary/contracts'
import { weightOf } from './deal-words.ts'

type Column = DealBoard['columns'][number]

/** A deal as it looks in another column, until the server says. */
export const moved = (deal: DealCard, to: DealStage, lostReason: LostReason | null): DealCard => ({
  ...deal,
  stage: to,
  step: to === 'won' || to === 'lost' ? deal.step : to,
  stageSince: new Date().toISOString(),
  lostReason: to === 'lost' ? lostReason : null,
  closedAt: to === 'won' || to === 'lost' ? new Date().toISOString() : null,
})

/** A column's sums with one deal more or less. */
const summed = (column: Column, deal: DealCard, sign: 1 | -1): Column => {
  const { minor, currency } = deal.amount
  const weight = weightOf(deal, column.baseRate)
  const old: DealSum = column.sums.find((sum) => sum.currency === currency) ?? {
    currency,
    n: 0,
    amountMinor: 0,
    weightedMinor: 0,
  }
  const sum: DealSum = {
    currency,
    n: old.n + sign,
    amountMinor: old.amountMinor + sign * minor,
    weightedMinor:
      old.weightedMinor === null || weight === null
        ? null
        : old.weightedMinor + sign * Math.round(minor * weight),
  }
  const others = column.sums.filter((one) => one !== old)
  return { ...column, n: column.n + sign, sums: sum.n > 0 ? [...others, sum] : others }
}

/** The board after deals went to another column: cards and sums. */
export const movedOnBoard = (
  board: DealBoard,
  ids: readonly string[],
  to: DealStage,
  lostReason: LostReason | null,
): DealBoard => {
  const going = board.columns
    .flatMap(({ items }) => items)
    .filter(({ id, stage }) => ids.includes(id) && stage !== to)
  const arrived = going.map((deal) => moved(deal, to, lostReason))
  return {
    columns: board.columns.map((column) => {
      const leaving = going.filter(({ stage }) => stage === column.stage)
      const left = leaving.reduce((so, deal) => summed(so, deal, -1), column)
      const items = column.items.filter((deal) => !leaving.includes(deal))
      if (column.stage !== to) return { ...left, items }
      return { ...arrived.reduce((so, deal) => summed(so, deal, 1), left), items: [...arrived, ...items] }
    }),
  }
}
