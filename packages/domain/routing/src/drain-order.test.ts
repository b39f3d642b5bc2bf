import { seededRandom } from '@tributary/kernel'
import { describe, expect, it } from 'vitest'
import { compileRouting } from './compile-routing.ts'
import { drainOrder } from './drain-order.ts'
import { HOUR, lead, MONDAY_TEN, member, noLoad, teamOf, toEveryone } from './testing.ts'

const waiting = (leadId: string, since: number, changes = {}) => ({ leadId, since, facts: lead(changes) })

describe('the waiting pool', () => {
  it('gives its two oldest leads to a member with room for two, and the third waits', () => {
    const routing = compileRouting(teamOf([member('asha', { capacity: 2 })]), toEveryone)
    const pool = [waiting('third', 3), waiting('first', 1), waiting('second', 2)]
    const drained = drainOrder(pool, routing, noLoad, MONDAY_TEN)
    expect(drained.assigned.map(({ leadId }) => leadId)).toEqual(['first', 'second'])
    expect(drained.waiting).toEqual([{ leadId: 'third', reason: 'nobody-available' }])
    expect(drained.nextLoad.open).toEqual({ asha: 2 })
  })

  it('does not hold up a lead behind one that nobody can take', () => {
    const routing = compileRouting(teamOf([member('asha', { services: ['cloud'] })]), toEveryone)
    const pool = [waiting('roofs', 1, { service: 'roofs' }), waiting('cloud', 2, { service: 'cloud' })]
    const drained = drainOrder(pool, routing, noLoad, MONDAY_TEN)
    expect(drained.assigned.map(({ leadId }) => leadId)).toEqual(['cloud'])
    expect(drained.waiting.map(({ leadId }) => leadId)).toEqual(['roofs'])
  })

  it('empties when the day begins', () => {
    const routing = compileRouting(
      teamOf([member('asha', { workingHours: { 1: [[600, 1080]] } })]),
      toEveryone,
    )
    const pool = [waiting('night', MONDAY_TEN - 8 * HOUR)]
    expect(drainOrder(pool, routing, noLoad, MONDAY_TEN - 1).assigned).toEqual([])
    expect(drainOrder(pool, routing, noLoad, MONDAY_TEN).assigned).toHaveLength(1)
  })

  it('leaves leads of campaigns without automatic assignment where they are', () => {
    const routing = compileRouting(teamOf([member('asha')]), toEveryone)
    const drained = drainOrder([waiting('manual', 1, { autoAssign: false })], routing, noLoad, MONDAY_TEN)
    expect(drained.waiting).toEqual([{ leadId: 'manual', reason: 'auto-assign-off' }])
  })

  it('fills all room there is, never more, always the oldest first', () => {
    const random = seededRandom(21)
    for (let round = 0; round < 200; round++) {
      const members = Array.from({ length: 1 + random.below(6) }, (_, i) =>
        member(`m${i}`, { capacity: random.below(5), weight: random.pick([1, 2, 3, 7]) }),
      )
      const open = Object.fromEntries(
        members.map(({ id, capacity }) => [id, random.below((capacity ?? 0) + 1)]),
      )
      const room = members.reduce((sum, { id, capacity }) => sum + (capacity ?? 0) - (open[id] ?? 0), 0)
      const pool = Array.from({ length: random.below(20) }, (_, k) => waiting(`lead${k}`, random.below(50)))
      const routing = compileRouting(teamOf(members), toEveryone)
      const {
        assigned,
        waiting: left,
        nextLoad,
      } = drainOrder(pool, routing, { open, shares: {} }, MONDAY_TEN)
      expect(assigned).toHaveLength(Math.min(room, pool.length))
      for (const { id, capacity } of members) expect(nextLoad.open[id]).toBeLessThanOrEqual(capacity ?? 0)
      const since = (leadId: string) => pool.find((entry) => entry.leadId === leadId)?.since ?? -1
      const order = [...assigned, ...left].map(({ leadId }) => since(leadId))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
  })
})
