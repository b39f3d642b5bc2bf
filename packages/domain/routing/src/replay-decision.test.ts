import { localTime, type Random, seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRouting } from './compile-routing.ts'
import { decideRoute } from './decide-route.ts'
import type { LeadFacts } from './facts.ts'
import { decisionInputs, decodeDecision, encodeDecision, replayDecision } from './replay-decision.ts'
import { routeLead } from './route-lead.ts'
import { applyDecision, deltaOf, loadOf, openState, touchedShares } from './routing-state.ts'
import type { RoutingRules } from './rules.ts'
import type { Member, Weekday } from './team.ts'
import { bengaluru, HOUR, lead, MONDAY_TEN, measured, member, noLoad, pune, teamOf } from './testing.ts'

const SNAPSHOT = 'Vq3oX0eJ8nq7m2yQbR1sTw'

const rules: RoutingRules = {
  version: 3,
  campaignOwner: { respectWorkingHours: true },
  rules: [
    {
      id: 'hot',
      name: 'Hot',
      when: { grades: ['A'] },
      pool: { members: ['m0', 'm1', 'm4'] },
      respectWorkingHours: false,
    },
    {
      id: 'office',
      name: 'Office',
      when: { minScore: 40 },
      pool: 'region_office',
      respectWorkingHours: true,
    },
  ],
  fallback: { name: 'All', pool: 'everyone', respectWorkingHours: true },
}

const anyMember = (random: Random, i: number): Member =>
  member(`m${i}`, {
    weight: random.pick([1, 2, 3, 7]),
    capacity: random.pick([null, 0, 2, 20]),
    officeId: random.pick([null, 'pune', 'bengaluru']),
    regions: random.pick([[], ['MH'], ['KA', 'TN']]),
    services: random.pick([[], ['cloud'], ['gardens', 'cloud']]),
    workingHours: random.pick([null, { 1: [[540, 1080]], 2: [[600, 900]] } as const]),
    timeZone: random.pick(['Asia/Kolkata', 'Europe/Berlin', 'America/New_York']),
    awayFrom: random.pick([null, null, MONDAY_TEN + 5 * HOUR]),
    active: random.chance(0.9),
  })

const anyLead = (random: Random): LeadFacts =>
  lead({
    autoAssign: random.chance(0.95),
    campaignOwnerId: random.pick([null, null, null, 'm2', 'gone']),
    service: random.pick([null, 'cloud', 'gardens', 'roofs']),
    score: random.below(101),
    grade: random.pick(['A', 'B', 'C', 'D']),
    region: random.pick([null, 'MH', 'ka', 'TN']),
    point: random.pick([null, { latitude: 13.08, longitude: 80.27 }]),
    urgency: random.pick([null, 'high']),
  })

/** A team, some hundred leads, and all that was decided. */
const story = (seed: number, leads: number) => {
  const random = seededRandom(seed)
  const members = Array.from({ length: 2 + random.below(8) }, (_, i) => anyMember(random, i))
  const routing = compileRouting(teamOf(members, [pune, bengaluru]), rules)
  const state = openState(routing, noLoad)
  const decisions = Array.from({ length: leads }, (_, k) => {
    if (random.chance(0.3)) state.open[random.below(members.length)] = random.below(3)
    const before = loadOf(routing, state)
    const decision = decideRoute(routing, state, anyLead(random), MONDAY_TEN + k * 600_000)
    applyDecision(routing, state, decision)
    return { before, decision, after: loadOf(routing, state) }
  })
  return { routing, state, decisions }
}

describe('a decision', () => {
  it('is reproduced from its record alone, and read back from JSON as it was', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { routing, decisions } = story(seed, 40)
        for (const { decision } of decisions) {
          const inputs = decisionInputs(SNAPSHOT, decision)
          const stored: typeof encoded = JSON.parse(JSON.stringify(encodeDecision(routing, inputs)))
          const encoded = encodeDecision(routing, inputs)
          const decoded = decodeDecision(routing, stored)
          expect(decoded).toEqual({ ...inputs, open: [...inputs.open], shares: [...inputs.shares] })
          const replayed = replayDecision(routing, decoded)
          expect(replayed.outcome).toEqual(decision.outcome)
          expect(replayed.available).toEqual(decision.available)
        }
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('is the same from the compiled and from the plain side, with the same load after it', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { routing, decisions } = story(seed, 12)
        for (const { before, decision, after } of decisions) {
          const routed = routeLead(decision.facts, routing.team, routing.rules, before, decision.at)
          expect(routed.outcome).toEqual(decision.outcome)
          expect(routed.nextLoad).toEqual(after)
          expect(routed.delta).toEqual(deltaOf(routing, decision))
        }
      }),
      { numRuns: 40, seed: 6 },
    )
  })

  it('falls only on somebody active, here, in hours, able and below capacity', () => {
    let assigned = 0
    for (let seed = 0; seed < 60; seed++)
      for (const { before, decision } of story(seed, 40).decisions) {
        const { outcome, facts, at } = decision
        if (outcome.kind === 'nobody') continue
        assigned++
        const { routing } = story(seed, 0)
        const owner = routing.members[decision.member]
        expect(owner?.active).toBe(true)
        expect(owner?.awayFrom === null || at < (owner?.awayFrom ?? 0)).toBe(true)
        expect(before.open[outcome.memberId]).toBeLessThan(owner?.capacity ?? Number.POSITIVE_INFINITY)
        const local = localTime(at, owner?.timeZone ?? '')
        const windows = owner?.workingHours?.[local.weekday as Weekday] ?? []
        const minute = local.hour * 60 + local.minute
        if (outcome.rule !== 'hot' && owner?.workingHours)
          expect(windows.some(([start, end]) => minute >= start && minute < end)).toBe(true)
        if (outcome.rule !== 'campaign-owner' && owner?.services.length && facts.service !== null)
          expect(owner.services).toContain(facts.service)
      }
    expect(assigned).toBeGreaterThan(500)
  })

  it('records under 300 bytes for a team of eight', () => {
    const random = seededRandom(3)
    const members = Array.from({ length: 8 }, (_, i) =>
      member(`0198a0e2-79b0-7c3a-b2f1-00000000000${i}`, { weight: random.pick([1, 2, 3, 7]), capacity: 500 }),
    )
    const routing = compileRouting(teamOf(members), { ...rules, rules: [] })
    const state = openState(routing, noLoad)
    let most = 0
    for (let k = 0; k < 2000; k++) {
      members.forEach((_, i) => {
        state.open[i] = random.chance(0.2) ? 500 : 10 + random.below(480)
      })
      const facts = lead({
        campaignId: 'summer-cloud-migration-2026',
        campaignOwnerId: members[1]?.id ?? null,
        service: '0198a0e2-79b0-7c3a-b2f1-0000000000aa',
        region: 'MH',
        point: { latitude: 18.52, longitude: 73.86 },
        urgency: 'emergency',
      })
      state.open[1] = 500
      const decision = decideRoute(routing, state, facts, MONDAY_TEN + k)
      const text = JSON.stringify(encodeDecision(routing, decisionInputs(SNAPSHOT, decision)))
      most = Math.max(most, text.length)
      applyDecision(routing, state, decision)
    }
    measured(`decision record, team of eight: at most ${most} bytes`)
    expect(most).toBeLessThan(300)
  })

  it('hands over the shares that a batch changed, and nothing else', () => {
    const routing = compileRouting(teamOf([member('m0'), member('m5')]), rules)
    const state = openState(routing, noLoad)
    expect(touchedShares(routing, state)).toEqual({})
    applyDecision(routing, state, decideRoute(routing, state, lead({ grade: 'B' }), MONDAY_TEN))
    expect(touchedShares(routing, state)).toEqual(loadOf(routing, state).shares)
    expect(Object.keys(touchedShares(routing, state))).toEqual(['everyone'])
  })
})
