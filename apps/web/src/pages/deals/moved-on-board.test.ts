import type { DealBoard, DealCard } from '@tributary/contracts'
import { describe, expect, it } from 'vitest'
import { movedOnBoard } from './moved-on-board.ts'

const card = (id: string, minor: number, probability: number | null): DealCard =>
  ({
    id,
    amount: { minor, currency: 'EUR' },
    stage: 'proposal',
    step: 'proposal',
    probability,
    lostReason: null,
  }) as DealCard

const board: DealBoard = {
  columns: [
    {
      stage: 'proposal',
      n: 2,
      sums: [{ currency: 'EUR', n: 2, amountMinor: 300, weightedMinor: 90 }],
      baseRate: 0.2,
      items: [card('a', 100, 0.5), card('b', 200, null)],
      nextCursor: null,
    },
    { stage: 'won', n: 0, sums: [], baseRate: null, items: [], nextCursor: null },
    { stage: 'lost', n: 0, sums: [], baseRate: null, items: [], nextCursor: null },
  ],
}

describe('the board after a move, before the server answers', () => {
  it('carries the card and its money over; a won deal counts whole', () => {
    const [proposal, won] = movedOnBoard(board, ['a'], 'won', null).columns
    expect(proposal).toMatchObject({
      n: 1,
      sums: [{ currency: 'EUR', n: 1, amountMinor: 200, weightedMinor: 40 }],
    })
    expect(won).toMatchObject({
      n: 1,
      sums: [{ currency: 'EUR', n: 1, amountMinor: 100, weightedMinor: 100 }],
    })
    expect(won?.items.map(({ id, stage }) => [id, stage])).toEqual([['a', 'won']])
  })

  it('keeps the reason of a lost deal, which counts nothing', () => {
    const [, , lost] = movedOnBoard(board, ['b'], 'lost', 'price').columns
    expect(lost?.items[0]).toMatchObject({ stage: 'lost', lostReason: 'price', step: 'proposal' })
    expect(lost?.sums).toEqual([{ currency: 'EUR', n: 1, amountMinor: 200, weightedMinor: 0 }])
  })

  it('changes nothing for a deal that stands there already', () => {
    expect(movedOnBoard(board, ['a'], 'proposal', null)).toEqual(board)
  })
})
