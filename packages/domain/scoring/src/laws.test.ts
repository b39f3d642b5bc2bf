import { CHANNELS, EMAIL_KINDS } from '@tributary/leads/lists'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesOf, changesToReach } from './changes-to-reach.ts'
import type { ScoringFacts } from './facts.ts'
import { FORM_COMPLETIONS, GRADES, SERVICE_INTERESTS, URGENCIES } from './lists.ts'
import { gradeOf, scoreInNumbers } from './points.ts'
import { applyChanges } from './possible-changes.ts'
import type { ScoringRules } from './rules.ts'
import { explainScore, scoreLead } from './score-lead.ts'
import { validateScoringRules } from './validate-rules.ts'

const anyFacts: fc.Arbitrary<ScoringFacts> = fc.record({
  emailKind: fc.constantFrom(...EMAIL_KINDS, 'unknown' as const),
  phoneGiven: fc.boolean(),
  companyGiven: fc.boolean(),
  serviceInterest: fc.constantFrom(...SERVICE_INTERESTS),
  urgency: fc.constantFrom(...URGENCIES, null),
  budgetGiven: fc.boolean(),
  secondsOnPage: fc.option(fc.integer({ min: 0, max: 600 })),
  formCompletion: fc.constantFrom(...FORM_COMPLETIONS),
  returnVisitor: fc.boolean(),
  channel: fc.constantFrom(...CHANNELS),
})

const falling = <N extends number>(length: N) =>
  fc
    .array(fc.integer({ min: 0, max: 30 }), { minLength: length, maxLength: length })
    .map((a) => a.sort((x, y) => y - x))
const few = fc.integer({ min: 0, max: 20 })
const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 })

/** Rules an editor could publish: any points that never punish more, any caps that add up, any falling cuts. */
const anyRules: fc.Arbitrary<ScoringRules> = fc
  .record({
    version: fc.integer({ min: 1, max: 99 }),
    email: falling(2),
    flags: fc.tuple(few, few, few, few),
    service: falling(3),
    urgency: falling(4),
    time: falling(2),
    form: falling(2),
    channel: fc.array(few, { minLength: CHANNELS.length, maxLength: CHANNELS.length }),
    walls: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
    cuts,
  })
  .map(({ version, email, flags, service, urgency, time, form, channel, walls, cuts }) => {
    const [a, b, c] = walls.sort((x, y) => x - y) as [number, number, number]
    const [cutC, cutB, cutA] = cuts.sort((x, y) => x - y) as [number, number, number]
    return {
      version,
      points: {
        emailKind: { business: email[0]!, free: email[1]!, disposable: 0, unknown: email[1]! },
        phone: flags[0],
        company: flags[1],
        service: { specific: service[0]!, general: service[1]!, none: service[2]! },
        urgency: { emergency: urgency[0]!, high: urgency[1]!, medium: urgency[2]!, low: urgency[3]! },
        budget: flags[2],
        timeOnPage: { someFrom: 60, some: time[1]!, longOver: 180, long: time[0]! },
        formCompletion: { all: form[0]!, required: form[1]!, unknown: form[1]! },
        returnVisitor: flags[3],
        channel: Object.fromEntries(
          CHANNELS.map((name, i) => [name, channel[i]!]),
        ) as ScoringRules['points']['channel'],
      },
      caps: { contact: a, intent: b - a, behaviour: c - b, source: 100 - c },
      grades: { A: cutA, B: cutB, C: cutC },
    }
  })

/** The same lead with some facts better: what can be told more of it, whatever could really be learned. */
const better = (facts: ScoringFacts, more: ScoringFacts): ScoringFacts => {
  const first = <T>(order: readonly T[], a: T, b: T) => (order.indexOf(a) <= order.indexOf(b) ? a : b)
  return {
    ...facts,
    emailKind: more.emailKind === 'business' ? 'business' : facts.emailKind,
    phoneGiven: facts.phoneGiven || more.phoneGiven,
    companyGiven: facts.companyGiven || more.companyGiven,
    serviceInterest: first(SERVICE_INTERESTS, facts.serviceInterest, more.serviceInterest),
    urgency: first([...URGENCIES, null], facts.urgency, more.urgency),
    budgetGiven: facts.budgetGiven || more.budgetGiven,
    secondsOnPage: Math.max(facts.secondsOnPage ?? 0, more.secondsOnPage ?? 0),
    formCompletion: more.formCompletion === 'all' ? 'all' : facts.formCompletion,
    returnVisitor: facts.returnVisitor || more.returnVisitor,
  }
}

describe('laws under any publishable rules', () => {
  it('the generated rules are publishable', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        expect(validateScoringRules(rules)).toEqual([])
      }),
    )
  })

  it('the sum of the reasons is the score, from 0 to 100, and no group is above its cap', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, rules) => {
        const { points, reasons, groups, grade, version } = scoreLead(facts, rules)
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points)
        expect(groups.reduce((sum, group) => sum + group.points, 0)).toBe(points)
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
        for (const group of groups) expect(group.points).toBeLessThanOrEqual(group.cap)
        for (const reason of reasons) expect(reason.points).toBeLessThanOrEqual(reason.of)
        expect({ grade, version }).toEqual({ grade: gradeOf(points, rules), version: rules.version })
      }),
    )
  })

  it('the ten numbers and the rules of their version tell the whole score', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, rules) => {
        expect(explainScore(scoreInNumbers(facts, rules).earned, rules)).toEqual(scoreLead(facts, rules))
      }),
    )
  })

  it('no lead loses points by telling more', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyRules, (facts, more, rules) => {
        expect(scoreLead(better(facts, more), rules).points).toBeGreaterThanOrEqual(
          scoreLead(facts, rules).points,
        )
      }),
    )
  })

  it('a suggestion reaches its grade, and when there is none the best that could be told does not', () => {
    const perfect: Partial<ScoringFacts> = {
      emailKind: 'business',
      phoneGiven: true,
      companyGiven: true,
      serviceInterest: 'specific',
      urgency: 'emergency',
      budgetGiven: true,
      secondsOnPage: 600,
      formCompletion: 'all',
      returnVisitor: true,
    }
    fc.assert(
      fc.property(anyFacts, anyRules, fc.constantFrom(...GRADES), (facts, rules, target) => {
        const reaches = (points: number) => GRADES.indexOf(gradeOf(points, rules)) <= GRADES.indexOf(target)
        const way = changesToReach(facts, rules, target)
        if (way.kind === 'out-of-reach') {
          expect(way.best).toBe(scoreLead({ ...facts, ...perfect }, rules).points)
          expect(reaches(way.best)).toBe(false)
          return
        }
        const changes = changesOf(way)
        const after = scoreLead(applyChanges(facts, changes), rules).points
        expect(reaches(after)).toBe(true)
        expect(changes.reduce((sum, change) => sum + change.points, way.points)).toBe(after)
        for (const [i] of changes.entries()) {
          const without = applyChanges(
            facts,
            changes.filter((_, j) => j !== i),
          )
          expect(reaches(scoreLead(without, rules).points)).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('scoring works on frozen facts and rules, because it changes neither', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, rules) => {
        freeze(facts)
        freeze(rules)
        scoreLead(facts, rules)
        changesToReach(facts, rules)
      }),
    )
  })
})

const freeze = (value: object) => {
  Object.freeze(value)
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner)
}
