import { describe, expect, it } from 'vitest'
import { readAttributionSearch } from './attribution-search.ts'
import { type Opened, readOpened, writeOpened } from './opened.ts'

const all: readonly Opened[] = [
  { kind: 'cell', model: 'position-decay', by: 'content', value: 'blue: the second' },
  { kind: 'cell', model: 'markov', by: 'channel', value: '(unattributed)' },
  { kind: 'touches', from: 2, to: 2 },
  { kind: 'days', from: 91, to: null },
  { kind: 'flow', source: 'google', step: 'proposal', outcome: 'won' },
  { kind: 'flow', source: 'google', step: 'proposal' },
  { kind: 'flow', step: 'committed', outcome: 'lost' },
  { kind: 'won' },
]

describe('the deals that are open beside the table', () => {
  it('stand in the address and are found in it again', () => {
    for (const opened of all) expect(readOpened(writeOpened(opened))).toEqual(opened)
  })

  it('are none where the address makes no sense', () => {
    for (const raw of ['cell:best:channel:email', 'cell:linear:mood:x', 'touches:a-b', 'flow:google', 7, ''])
      expect(readOpened(raw)).toBeUndefined()
  })
})

describe('the address of the explorer', () => {
  it('keeps models in the order of the table, and what is the default stays away', () => {
    expect(
      readAttributionSearch({ by: 'channel', models: ['shapley', 'first', 'best'], window: '60' }),
    ).toEqual({
      models: ['first', 'shapley'],
      window: 60,
    })
  })
})
