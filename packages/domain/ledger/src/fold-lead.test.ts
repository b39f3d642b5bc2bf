import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldLead, wonMoney } from './fold-lead.ts'
import { capturedAt, capturedEvent, eventOf, mira, omar, scoreOf, traits } from './testing.ts'

const hour = 3_600_000
const at = (hours: number) => capturedAt + hours * hour

const assigned = { ...traits, ownerId: mira }
const accepted = { ...assigned, review: 'accepted' as const }
const better = { ...accepted, points: 84, grade: 'A' as const }
const life = [
  capturedEvent(),
  eventOf(
    'lead.assigned',
    { capturedAt, before: traits, after: assigned, from: null, to: mira, why: 'pool', route: null },
    at(1),
  ),
  eventOf(
    'lead.reviewed',
    { capturedAt, before: assigned, after: accepted, from: 'pending', to: 'accepted', reason: null },
    at(2),
  ),
  eventOf('activity.logged', { kind: 'note_added' }, at(2.5)),
  eventOf('activity.logged', { kind: 'call_made' }, at(3)),
  eventOf('activity.logged', { kind: 'email_sent' }, at(4)),
  eventOf(
    'lead.scored',
    {
      capturedAt,
      before: accepted,
      after: better,
      from: scoreOf(accepted),
      to: scoreOf(better),
      cause: 'enriched',
    },
    at(5),
  ),
  eventOf('lead.next_step_set', { at: new Date(at(48)).toISOString(), done: false }, at(6)),
  eventOf('deal.opened', { dealId: 'd1', amountMinor: 0, currency: 'USD', capturedAt }, at(7)),
  eventOf(
    'deal.changed',
    {
      dealId: 'd1',
      currency: 'USD',
      capturedAt,
      before: { stage: 'open', amountMinor: 0 },
      after: { stage: 'won', amountMinor: 30_000 },
    },
    at(8),
  ),
]

describe('the state of a lead', () => {
  test('a lead tells its owner, decision, score, first contact, next step and money from its events', () => {
    const state = foldLead(life)
    expect(state).toMatchObject({
      capturedAt,
      traits: better,
      score: scoreOf(better),
      assignedAt: at(1),
      firstContactedAt: at(3),
      nextStepAt: at(48),
      removed: false,
      events: 10,
    })
    expect(wonMoney(state!.deals)).toEqual([{ currency: 'USD', deals: 1, amountMinor: 30_000 }])
  })
  test('events may come in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(life, { minLength: life.length }), (shuffled) => {
        expect(foldLead(shuffled)).toEqual(foldLead(life))
      }),
      { numRuns: 200 },
    )
  })
  test('a call that was taken back never reached the person', () => {
    const [call] = life.filter(({ type, occurredAt }) => type === 'activity.logged' && occurredAt === at(3))
    const back = eventOf('activity.withdrawn', { eventId: call!.id, kind: 'call_made' }, at(3.5))
    expect(foldLead([...life, back])).toMatchObject({ firstContactedAt: at(4), events: 11, unbroken: true })
  })
  test('what was written at one instant follows its own chain, whatever the ids say', () => {
    const toOmar = { ...traits, ownerId: omar }
    const chain = [
      capturedEvent(),
      eventOf('lead.assigned', {
        ...{ capturedAt, before: traits, after: assigned, from: null, to: mira },
        ...{ why: 'routing', route: null },
      }),
      eventOf('lead.assigned', {
        ...{ capturedAt, before: assigned, after: toOmar, from: mira, to: omar },
        ...{ why: 'manual', route: null },
      }),
    ]
    const ids = chain.map(({ id }) => id).reverse()
    const swapped = chain.map((event, place) => ({ ...event, id: ids[place]! }))
    expect(foldLead(swapped)?.traits.ownerId).toBe(omar)
  })
  test('of two who changed a lead at the same moment the one who waited comes second, though it began first', () => {
    const toOmar = { ...assigned, ownerId: omar }
    const state = foldLead([
      capturedEvent(),
      eventOf(
        'lead.assigned',
        { capturedAt, before: assigned, after: toOmar, from: mira, to: omar, why: 'manual', route: null },
        at(1),
      ),
      eventOf(
        'lead.assigned',
        { capturedAt, before: traits, after: assigned, from: null, to: mira, why: 'pool', route: null },
        at(1) + 60,
      ),
    ])
    expect(state).toMatchObject({ traits: { ownerId: omar }, assignedAt: at(1) })
  })
  test('changes that waited for each other in any way are told in the order in which they were made', () => {
    const owners = fc.array(fc.constantFrom(null, mira, omar), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(
        owners,
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 9, maxLength: 9 }),
        (to, late) => {
          let before = traits
          const events = to.map((ownerId, place) => {
            const change = { capturedAt, before, after: { ...before, ownerId } }
            const from = before.ownerId
            before = change.after
            const began = at(1) + place * 1_000 - late[place]!
            return eventOf(
              'lead.assigned',
              { ...change, from, to: ownerId, why: 'manual', route: null },
              began,
            )
          })
          expect(foldLead([capturedEvent(), ...events])?.traits.ownerId).toBe(to.at(-1))
        },
      ),
      { numRuns: 500 },
    )
  })
  test('a deal that is opened, won and taken back at one instant leaves nothing', () => {
    const open = { stage: 'open' as const, amountMinor: 500 }
    const won = { stage: 'won' as const, amountMinor: 500 }
    const deal = { dealId: 'd', currency: 'USD', capturedAt }
    const events = [
      eventOf('deal.withdrawn', { ...deal, before: won }, at(1)),
      eventOf('deal.changed', { ...deal, before: open, after: won }, at(1)),
      eventOf('deal.opened', { ...deal, amountMinor: 500 }, at(1)),
    ]
    expect(foldLead([capturedEvent(), ...events])?.deals).toEqual([])
  })
  test('a story from which a change is missing says that it is broken', () => {
    expect(foldLead(life)?.unbroken).toBe(true)
    expect(foldLead(life.filter(({ type }) => type !== 'lead.reviewed'))?.unbroken).toBe(false)
  })
  test('a removed lead is gone until it is restored', () => {
    const presence = { capturedAt, traits: better, won: [] }
    const removed = [...life, eventOf('lead.removed', presence, at(9))]
    expect(foldLead(removed)?.removed).toBe(true)
    expect(foldLead([...removed, eventOf('lead.restored', presence, at(10))])?.removed).toBe(false)
  })
  test('without a capture there is no lead', () => {
    expect(foldLead(life.slice(1))).toBeNull()
  })
})
