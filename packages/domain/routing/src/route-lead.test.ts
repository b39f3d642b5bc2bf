import { describe, expect, it } from 'vitest'
import { routeLead } from './route-lead.ts'
import { type RoutingRules, standardRoutingRules } from './rules.ts'
import { bengaluru, HOUR, lead, MONDAY_TEN, member, noLoad, pune, teamOf, toEveryone } from './testing.ts'

const ownerOf = (routed: ReturnType<typeof routeLead>) =>
  routed.outcome.kind === 'assigned' ? routed.outcome.memberId : routed.outcome.reason

describe('routing a lead', () => {
  const pair = teamOf([member('asha'), member('ben')])

  it('takes turns: the first lead to the first member, the second to the second', () => {
    const first = routeLead(lead(), pair, toEveryone, noLoad, MONDAY_TEN)
    const second = routeLead(lead(), pair, toEveryone, first.nextLoad, MONDAY_TEN)
    expect([ownerOf(first), ownerOf(second)]).toEqual(['asha', 'ben'])
    expect(first.nextLoad.open).toEqual({ asha: 1, ben: 0 })
    expect(second.nextLoad).toEqual({ open: { asha: 1, ben: 1 }, shares: {} })
  })

  it('says what a decision changes, so that a store can add it', () => {
    const { delta, nextLoad } = routeLead(lead(), pair, toEveryone, noLoad, MONDAY_TEN)
    expect(delta).toEqual({ memberId: 'asha', pool: 'everyone', shares: nextLoad.shares.everyone })
  })

  it('shows how much of a lead each candidate was owed', () => {
    const { trace } = routeLead(lead(), pair, toEveryone, noLoad, MONDAY_TEN)
    expect(trace.rules[0]?.candidates).toEqual([
      { memberId: 'asha', owed: 0.5 },
      { memberId: 'ben', owed: 0.5 },
    ])
  })

  it('leaves every lead of a campaign without automatic assignment to a person', () => {
    const routed = routeLead(
      lead({ autoAssign: false, campaignOwnerId: 'asha' }),
      pair,
      toEveryone,
      noLoad,
      0,
    )
    expect(routed.outcome).toEqual({ kind: 'nobody', reason: 'auto-assign-off' })
    expect(routed.delta).toBeNull()
  })

  it('gives nobody a lead in an empty team', () => {
    expect(ownerOf(routeLead(lead(), teamOf([]), toEveryone, noLoad, 0))).toBe('empty-team')
  })

  it('names everyone passed over and why', () => {
    const team = teamOf([
      member('gone', { active: false }),
      member('ill', { awayFrom: MONDAY_TEN - HOUR, awayUntil: MONDAY_TEN + HOUR }),
      member('asleep', { timeZone: 'America/New_York', workingHours: { 1: [[540, 1020]] } }),
      member('gardener', { services: ['gardens'] }),
      member('northerner', { regions: ['PB'] }),
      member('busy', { capacity: 15 }),
    ])
    const load = { open: { busy: 15 }, shares: {} }
    const { outcome, trace } = routeLead(
      lead({ service: 'cloud', region: 'MH' }),
      team,
      toEveryone,
      load,
      MONDAY_TEN,
    )
    expect(outcome).toEqual({ kind: 'nobody', reason: 'nobody-available' })
    expect(trace.rules[0]?.result).toBe('nobody-available')
    expect(trace.rules[0]?.skipped).toEqual([
      { memberId: 'gone', reason: 'inactive' },
      { memberId: 'ill', reason: 'away' },
      { memberId: 'asleep', reason: 'outside-hours' },
      { memberId: 'gardener', reason: 'lacks-service' },
      { memberId: 'northerner', reason: 'other-region' },
      { memberId: 'busy', reason: 'at-capacity' },
    ])
  })

  it('knows somebody back from the moment the absence ends, and an absence without end', () => {
    const back = teamOf([member('asha', { awayUntil: MONDAY_TEN })])
    expect(ownerOf(routeLead(lead(), back, toEveryone, noLoad, MONDAY_TEN - 1))).toBe('nobody-available')
    expect(ownerOf(routeLead(lead(), back, toEveryone, noLoad, MONDAY_TEN))).toBe('asha')
    const leaving = teamOf([member('asha', { awayFrom: MONDAY_TEN })])
    expect(ownerOf(routeLead(lead(), leaving, toEveryone, noLoad, MONDAY_TEN - 1))).toBe('asha')
    expect(ownerOf(routeLead(lead(), leaving, toEveryone, noLoad, MONDAY_TEN + 1000 * HOUR))).toBe(
      'nobody-available',
    )
  })
})

describe('a campaign’s own owner', () => {
  const facts = lead({ campaignOwnerId: 'ben', service: 'cloud' })

  it('gets the lead before all rules, and it is no turn in the fair order', () => {
    const team = teamOf([member('asha'), member('ben', { services: ['gardens'] })])
    const routed = routeLead(facts, team, toEveryone, noLoad, MONDAY_TEN)
    expect(routed.outcome).toEqual({ kind: 'assigned', memberId: 'ben', rule: 'campaign-owner', pool: null })
    expect(routed.delta).toEqual({ memberId: 'ben', pool: null, shares: {} })
    expect(routed.nextLoad).toEqual({ open: { asha: 0, ben: 1 }, shares: {} })
  })

  it('is passed over when not available, and the rules decide', () => {
    for (const [changes, reason] of [
      [{ active: false }, 'inactive'],
      [{ awayFrom: 0 }, 'away'],
      [{ workingHours: { 2: [[0, 1440]] } }, 'outside-hours'],
      [{ capacity: 0 }, 'at-capacity'],
    ] as const) {
      const team = teamOf([member('asha'), member('ben', changes)])
      const { outcome, trace } = routeLead(facts, team, toEveryone, noLoad, MONDAY_TEN)
      expect(outcome).toMatchObject({ memberId: 'asha', rule: 'fallback' })
      expect(trace.campaignOwner).toEqual({ memberId: 'ben', skipped: reason })
    }
  })

  it('who has left the team is passed over', () => {
    const { outcome, trace } = routeLead(facts, teamOf([member('asha')]), toEveryone, noLoad, MONDAY_TEN)
    expect(outcome).toMatchObject({ memberId: 'asha' })
    expect(trace.campaignOwner).toEqual({ memberId: 'ben', skipped: 'not-in-team' })
  })

  it('gets leads off hours too where the rules say so', () => {
    const team = teamOf([member('asha'), member('ben', { workingHours: { 2: [[0, 1440]] } })])
    const rules: RoutingRules = { ...toEveryone, campaignOwner: { respectWorkingHours: false } }
    expect(ownerOf(routeLead(facts, team, rules, noLoad, MONDAY_TEN))).toBe('ben')
  })
})

describe('routing rules', () => {
  const team = teamOf(
    [
      member('asha', { officeId: 'pune' }),
      member('ben', { officeId: 'bengaluru' }),
      member('cy', { officeId: 'bengaluru', workingHours: { 2: [[0, 1440]] } }),
    ],
    [pune, bengaluru],
  )
  const only = (rule: Partial<RoutingRules['rules'][number]>): RoutingRules => ({
    version: 1,
    campaignOwner: { respectWorkingHours: true },
    rules: [{ id: 'r', name: 'R', when: {}, pool: 'everyone', respectWorkingHours: true, ...rule }],
    fallback: null,
  })

  it('ask for campaign, service, score, grade, country and region, and say which was missed', () => {
    for (const [when, miss] of [
      [{ campaignIds: ['winter'] }, 'other-campaign'],
      [{ services: ['gardens'] }, 'other-service'],
      [{ minScore: 83 }, 'below-score'],
      [{ grades: ['B', 'C'] }, 'other-grade'],
      [{ countries: ['US'] }, 'other-country'],
      [{ regions: ['PB'] }, 'other-region'],
    ] as const) {
      const routed = routeLead(lead({ region: 'MH' }), team, only({ when }), noLoad, MONDAY_TEN)
      expect(routed.outcome).toEqual({ kind: 'nobody', reason: 'no-rule-matched' })
      expect(routed.trace.rules).toMatchObject([{ rule: 'r', result: miss }])
    }
    const when = {
      campaignIds: ['summer-cloud'],
      minScore: 82,
      grades: ['A'],
      countries: ['in'],
      regions: ['mh'],
    } as const
    expect(ownerOf(routeLead(lead({ region: 'MH' }), team, only({ when }), noLoad, MONDAY_TEN))).toBe('asha')
  })

  it('choose among the members they name, also when some have left', () => {
    const routed = routeLead(lead(), team, only({ pool: { members: ['left', 'ben'] } }), noLoad, MONDAY_TEN)
    expect(routed.outcome).toEqual({ kind: 'assigned', memberId: 'ben', rule: 'r', pool: 'rule:r' })
    expect(routed.trace.rules[0]?.skipped).toEqual([
      { memberId: 'asha', reason: 'not-in-pool' },
      { memberId: 'cy', reason: 'not-in-pool' },
    ])
  })

  it('may look past the working hours', () => {
    const rule = { pool: { members: ['cy'] } }
    expect(ownerOf(routeLead(lead(), team, only(rule), noLoad, MONDAY_TEN))).toBe('nobody-available')
    const anytime = only({ ...rule, respectWorkingHours: false })
    expect(ownerOf(routeLead(lead(), team, anytime, noLoad, MONDAY_TEN))).toBe('cy')
  })

  it('send a lead to the office of its region, else to the nearest one, and tell the distance', () => {
    const byRegion = routeLead(lead({ region: 'KA' }), team, standardRoutingRules, noLoad, MONDAY_TEN)
    expect(byRegion.outcome).toEqual({
      kind: 'assigned',
      memberId: 'ben',
      rule: 'own-office',
      pool: 'office:bengaluru',
    })
    const mumbai = lead({ region: 'GJ', point: { latitude: 19.08, longitude: 72.88 } })
    const byDistance = routeLead(mumbai, team, standardRoutingRules, noLoad, MONDAY_TEN)
    expect(byDistance.outcome).toMatchObject({ memberId: 'asha', pool: 'office:pune' })
    expect(byDistance.trace.rules[0]?.office?.officeId).toBe('pune')
    expect(byDistance.trace.rules[0]?.office?.distanceKm).toBeCloseTo(120.5, 0)
  })

  it('go by distance alone where they ask for the nearest office', () => {
    const facts = lead({ region: 'KA', point: pune.point })
    const routed = routeLead(facts, team, only({ pool: 'nearest_office' }), noLoad, MONDAY_TEN)
    expect(routed.outcome).toMatchObject({ memberId: 'asha', pool: 'office:pune' })
  })

  it('can name an office, and an office that is gone is no office', () => {
    const named = routeLead(lead(), team, only({ pool: { office: 'pune' } }), noLoad, MONDAY_TEN)
    expect(named.outcome).toMatchObject({ memberId: 'asha', pool: 'office:pune' })
    const gone = routeLead(lead(), team, only({ pool: { office: 'delhi' } }), noLoad, MONDAY_TEN)
    expect(gone.trace.rules).toMatchObject([{ result: 'no-office' }])
  })

  it('hand on to the next rule when nobody of theirs is available', () => {
    const load = { open: { asha: 3 }, shares: {} }
    const full = { ...team, members: team.members.map((m) => (m.id === 'asha' ? { ...m, capacity: 3 } : m)) }
    const { outcome, trace } = routeLead(lead({ region: 'MH' }), full, standardRoutingRules, load, MONDAY_TEN)
    expect(outcome).toMatchObject({ memberId: 'ben', rule: 'fallback' })
    expect(trace.rules.map(({ rule, result }) => [rule, result])).toEqual([
      ['own-office', 'nobody-available'],
      ['fallback', 'chosen'],
    ])
  })

  it('leave the members’ own regions aside where an office was found', () => {
    const local = { ...team, members: [member('asha', { officeId: 'pune', regions: ['MH'] })] }
    const facts = lead({ region: 'GJ', point: pune.point })
    expect(ownerOf(routeLead(facts, local, standardRoutingRules, noLoad, MONDAY_TEN))).toBe('asha')
    expect(ownerOf(routeLead(facts, local, toEveryone, noLoad, MONDAY_TEN))).toBe('nobody-available')
  })

  it('are refused with the same id twice, and so are members and impossible weights', () => {
    const twice = { ...toEveryone, rules: [...only({}).rules, ...only({}).rules] }
    expect(() => routeLead(lead(), team, twice, noLoad, 0)).toThrow('two rules have the same id')
    const reserved = { ...toEveryone, rules: only({ id: 'fallback' }).rules }
    expect(() => routeLead(lead(), team, reserved, noLoad, 0)).toThrow('are taken')
    const same = teamOf([member('asha'), member('asha')])
    expect(() => routeLead(lead(), same, toEveryone, noLoad, 0)).toThrow('two members')
    for (const weight of [0, 1.5, -1, 1001])
      expect(() => routeLead(lead(), teamOf([member('x', { weight })]), toEveryone, noLoad, 0)).toThrow(
        RangeError,
      )
    expect(() => routeLead(lead(), team, toEveryone, { open: { asha: 0.5 }, shares: {} }, 0)).toThrow(
      RangeError,
    )
  })
})
