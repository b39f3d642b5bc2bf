import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEvent } from './events.ts'
import { PIPELINE_STEPS } from './lists.ts'
import { pipelineBridges, stepsOf } from './pipeline-bridge.ts'
import { type DealStanding, dealMoves } from './pipeline-moves.ts'
import { capturedAt, eventOf, traits } from './testing.ts'

const DAY = 86_400_000
const FROM = capturedAt + 30 * DAY
const open = (amountMinor: number, expectedClose: string | null = '2026-04-20'): DealStanding => ({
  ...{ stage: 'open', amountMinor },
  expectedClose,
})
const won = (amountMinor: number): DealStanding => ({ ...open(amountMinor), stage: 'won' })
const lost = (amountMinor: number): DealStanding => ({ ...open(amountMinor), stage: 'lost' })

type Place = { readonly dealId: string; readonly at?: number; readonly currency?: string }
const opened = ({ dealId, at = FROM, currency = 'USD' }: Place, to: DealStanding) =>
  eventOf(
    'deal.opened',
    { dealId, amountMinor: to.amountMinor, currency, expectedClose: to.expectedClose, capturedAt },
    at,
  )
const changed = ({ dealId, at = FROM, currency = 'USD' }: Place, before: DealStanding, after: DealStanding) =>
  eventOf('deal.changed', { dealId, before, after, currency, capturedAt }, at)
const withdrawn = ({ dealId, at = FROM, currency = 'USD' }: Place, before: DealStanding) =>
  eventOf('deal.withdrawn', { dealId, before, currency, capturedAt }, at)
const presence = (
  type: 'lead.removed' | 'lead.restored',
  { dealId, at = FROM, currency = 'USD' }: Place,
  deal: DealStanding,
) => eventOf(type, { capturedAt, traits, won: [], deals: [{ ...deal, dealId, currency }] }, at)

const bridge = (now: { n: number; amountMinor: number }, events: readonly LedgerEvent[]) =>
  pipelineBridges([{ currency: 'USD', ...now }], dealMoves(events))[0]!

describe('from the open deals of a week ago to those of today', () => {
  it('300.00 are open, 100.00 were opened and 50.00 lost since: 250.00 were open', () => {
    const events = [opened({ dealId: 'a' }, open(10_000)), changed({ dealId: 'b' }, open(5_000), lost(5_000))]
    expect(bridge({ n: 3, amountMinor: 30_000 }, events)).toEqual({
      currency: 'USD',
      start: { n: 3, amountMinor: 25_000 },
      steps: {
        opened: { n: 1, amountMinor: 10_000 },
        won: { n: 0, amountMinor: 0 },
        lost: { n: -1, amountMinor: -5_000 },
        changed: { n: 0, amountMinor: 0 },
        removed: { n: 0, amountMinor: 0 },
        slipped: { n: 0, amountMinor: 0 },
      },
      end: { n: 3, amountMinor: 30_000 },
    })
  })
  it('a deal of 10,000 that is won for 9,000 lost 1,000 of its value and leaves with what it brought', () => {
    const [move] = dealMoves([changed({ dealId: 'a' }, open(10_000), won(9_000))])
    expect(stepsOf(move!).map(({ step, n, amountMinor }) => [step, n, amountMinor])).toEqual([
      ['changed', 1, -1_000],
      ['won', -1, -9_000],
    ])
  })
  it('a deal that was opened and won since stands in both steps; one that came and is gone, in none', () => {
    const both = [opened({ dealId: 'a' }, open(700)), changed({ dealId: 'a' }, open(700), won(800))]
    expect(bridge({ n: 0, amountMinor: 0 }, both)).toMatchObject({
      start: { n: 0, amountMinor: 0 },
      steps: { opened: { n: 1, amountMinor: 800 }, won: { n: -1, amountMinor: -800 } },
    })
    const gone = [opened({ dealId: 'a' }, open(700)), withdrawn({ dealId: 'a' }, open(700))]
    expect(dealMoves(gone).flatMap(stepsOf)).toEqual([])
  })
  it('what is expected in a later month has slipped, and changes no sum; a later day or no date has not', () => {
    const move = (to: string | null) =>
      bridge({ n: 1, amountMinor: 500 }, [changed({ dealId: 'a' }, open(500), open(500, to))])
    expect(move('2026-05-01')).toMatchObject({
      start: { n: 1, amountMinor: 500 },
      steps: { slipped: { n: 1, amountMinor: 500 }, changed: { n: 0, amountMinor: 0 } },
    })
    for (const same of ['2026-04-30', '2026-03-01', null])
      expect(move(same).steps.slipped).toEqual({ n: 0, amountMinor: 0 })
  })
  it('a deal goes with its lead and comes back with it', () => {
    const removed = [presence('lead.removed', { dealId: 'a' }, open(300))]
    expect(bridge({ n: 0, amountMinor: 0 }, removed)).toMatchObject({
      start: { n: 1, amountMinor: 300 },
      steps: { removed: { n: -1, amountMinor: -300 } },
    })
    const back = [...removed, presence('lead.restored', { dealId: 'a', at: FROM + 1 }, open(300))]
    expect(dealMoves(back).flatMap(stepsOf)).toEqual([])
  })
  it('a deal that was closed all the time is none of it, whatever is corrected about it', () => {
    expect(dealMoves([changed({ dealId: 'a' }, won(100), won(120))]).flatMap(stepsOf)).toEqual([])
  })
  it('an early removal that does not tell which deals went still adds up', () => {
    const early = eventOf(
      'lead.removed',
      { capturedAt, traits, won: [], deals: [{ ...open(300), currency: 'USD' }] },
      FROM,
    )
    expect(bridge({ n: 0, amountMinor: 0 }, [early]).start).toEqual({ n: 1, amountMinor: 300 })
  })
})

const standings = fc.record({
  stage: fc.constantFrom('open' as const, 'open' as const, 'won' as const, 'lost' as const),
  amountMinor: fc.integer({ min: 0, max: 5 }).map((n) => n * 1_000),
  expectedClose: fc.constantFrom(null, '2026-04-02', '2026-04-20', '2026-05-03'),
})
/** A deal is opened, changed a few times at coarse moments, may be withdrawn, or go and come back with its lead. */
const histories = fc.array(
  fc.record({
    currency: fc.constantFrom('USD', 'INR'),
    first: standings.map((state): DealStanding => ({ ...state, stage: 'open' })),
    later: fc.array(fc.oneof(standings, fc.constantFrom('away' as const, 'withdrawn' as const)), {
      maxLength: 6,
    }),
    steps: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 7, maxLength: 7 }),
    swap: fc.boolean(),
  }),
  { maxLength: 8 },
)

type Lived = {
  readonly events: LedgerEvent[]
  readonly atStart: DealStanding | null
  readonly atEnd: DealStanding | null
}
const live = (
  { currency, first, later, steps, swap }: typeof histories extends fc.Arbitrary<(infer H)[]> ? H : never,
  dealId: string,
): Lived => {
  const events: LedgerEvent[] = []
  let at = FROM + (steps[0]! - 8) * DAY
  let state: DealStanding | null = first
  let atStart: DealStanding | null = null
  const put = (event: LedgerEvent, next: DealStanding | null) => {
    state = next
    if (at < FROM) atStart = next
    else events.push(event)
  }
  put(opened({ dealId, currency, at }, first), first)
  for (const [i, next] of later.entries()) {
    at += steps[i + 1]! * DAY
    const now: DealStanding | null = state
    if (now === null) break
    const place = { dealId, currency, at }
    if (next === 'withdrawn') put(withdrawn(place, now), null)
    else if (next === 'away') {
      put(presence('lead.removed', place, now), null)
      at += DAY
      put(presence('lead.restored', { ...place, at }, now), now)
    } else put(changed(place, now, next), next)
  }
  // Writers of one instant are told in any order.
  if (swap) events.sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? 1 : -1))
  return { events, atStart, atEnd: state }
}

describe('for every history of deals', () => {
  it('the start and the steps are the end, to the cent and to the deal, and the start is what was open then', () => {
    fc.assert(
      fc.property(histories, (deals) => {
        const lived = deals.map((deal, i) => ({ ...live(deal, `deal ${i}`), currency: deal.currency }))
        const openOf = (currency: string, key: 'atStart' | 'atEnd') => {
          const those = lived.filter((deal) => deal.currency === currency && deal[key]?.stage === 'open')
          return {
            n: those.length,
            amountMinor: those.reduce((sum, deal) => sum + deal[key]!.amountMinor, 0),
          }
        }
        const events = lived.flatMap((deal) => deal.events).sort((a, b) => a.occurredAt - b.occurredAt)
        const now = ['USD', 'INR'].map((currency) => ({ currency, ...openOf(currency, 'atEnd') }))
        const moves = dealMoves(events)
        for (const { currency, start, steps, end } of pipelineBridges(now, moves)) {
          expect(start).toEqual(openOf(currency, 'atStart'))
          expect(end).toEqual(openOf(currency, 'atEnd'))
          const { slipped: _, ...adding } = steps
          expect(
            Object.values(adding).reduce((sum, { amountMinor }) => sum + amountMinor, start.amountMinor),
          ).toBe(end.amountMinor)
          expect(start.n + steps.opened.n + steps.won.n + steps.lost.n + steps.removed.n).toBe(end.n)
          for (const step of PIPELINE_STEPS) {
            const parts = moves.flatMap(stepsOf).filter((part) => part.step === step)
            const own = parts.filter(({ move }) => move.currency === currency)
            expect(Math.abs(steps[step].n)).toBe(own.length)
            expect(steps[step].amountMinor).toBe(own.reduce((sum, part) => sum + part.amountMinor, 0))
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
