import { describe, expect, it } from 'vitest'
import { changesOf, changesToReach, nextGrade } from './changes-to-reach.ts'
import type { ScoringFacts } from './facts.ts'
import type { Grade, Way } from './lists.ts'
import { scoreInNumbers } from './points.ts'
import { applyChanges } from './possible-changes.ts'
import { standardScoringRules } from './rules.ts'
import { explainScore, scoreLead } from './score-lead.ts'

/**
 * The brief's table once more, written as the ways a lead can differ and what each is worth, each dimension from worst
 * to best. The levels that earn differently multiply to 2·2·2·3·4·2·3·2·2·6 = 13,824 leads: e-mail, phone, company,
 * service, urgency (high and emergency are one level), budget, time, form (a form that was sent is at least the
 * required fields), return, channel (five that earn and one for all others).
 */
type Level = [points: number, facts: Partial<ScoringFacts>]
const dimensions: Level[][] = [
  [
    [0, { emailKind: 'free' }],
    [15, { emailKind: 'business' }],
  ],
  [
    [0, { phoneGiven: false }],
    [5, { phoneGiven: true }],
  ],
  [
    [0, { companyGiven: false }],
    [5, { companyGiven: true }],
  ],
  [
    [0, { serviceInterest: 'none' }],
    [5, { serviceInterest: 'general' }],
    [15, { serviceInterest: 'specific' }],
  ],
  [
    [0, { urgency: null }],
    [5, { urgency: 'low' }],
    [10, { urgency: 'medium' }],
    [15, { urgency: 'high' }],
  ],
  [
    [0, { budgetGiven: false }],
    [5, { budgetGiven: true }],
  ],
  [
    [0, { secondsOnPage: 59 }],
    [5, { secondsOnPage: 180 }],
    [10, { secondsOnPage: 181 }],
  ],
  [
    [5, { formCompletion: 'required' }],
    [10, { formCompletion: 'all' }],
  ],
  [
    [0, { returnVisitor: false }],
    [5, { returnVisitor: true }],
  ],
  [
    [0, { channel: 'referral' }],
    [3, { channel: 'email' }],
    [5, { channel: 'social' }],
    [8, { channel: 'direct' }],
    [10, { channel: 'organic_search' }],
    [15, { channel: 'paid_search' }],
  ],
]
const captured = dimensions.length - 1
const hardness: Way[] = ['ask', 'enrich', 'wait']

/** Asking for service, urgency, budget, phone; a free address and what is behind it too; the rest is visits. */
const wayOf = (dimension: number, levels: number[]): Way =>
  dimension >= 6 ? 'wait' : dimension === 2 && levels[0] === 1 ? 'enrich' : 'ask'

const gradeByHand = (points: number): Grade => {
  if (points < 40) return 'D'
  if (points < 60) return 'C'
  return points < 80 ? 'B' : 'A'
}
const cut: Record<Grade, number> = { A: 80, B: 60, C: 40, D: 0 }

type Combination = { levels: number[]; facts: ScoringFacts; points: number }
const combinations: Combination[] = dimensions.reduce<Combination[]>(
  (made, dimension) =>
    made.flatMap(({ levels, facts, points }) =>
      dimension.map(([worth, part], level) => ({
        levels: [...levels, level],
        facts: { ...facts, ...part },
        points: points + worth,
      })),
    ),
  [{ levels: [], facts: {} as ScoringFacts, points: 0 }],
)

/** Brute force: of all better leads on the same channel that have the grade, the fewest changes, the least points for
 *  them, and the least hard way among those. */
const bruteForce = ({ levels, points }: Combination, target: Grade) => {
  let best = [Infinity, Infinity, Infinity] as [number, number, number]
  const visit = (dimension: number, total: number, changes: number, hardest: number) => {
    if (changes > best[0]) return
    if (dimension === captured) {
      if (total < cut[target]) return
      const found = [changes, total, hardest] as [number, number, number]
      const differs = found.findIndex((value, i) => value !== best[i])
      if (differs >= 0 && found[differs]! < best[differs]!) best = found
      return
    }
    const now = levels[dimension]!
    visit(dimension + 1, total, changes, hardest)
    for (let level = now + 1; level < dimensions[dimension]!.length; level++) {
      const gain = dimensions[dimension]![level]![0] - dimensions[dimension]![now]![0]
      visit(
        dimension + 1,
        total + gain,
        changes + 1,
        Math.max(hardest, hardness.indexOf(wayOf(dimension, levels))),
      )
    }
  }
  visit(0, points, 0, -1)
  return best
}

describe('all 13,824 leads the rule table can tell apart', () => {
  it('there are 13,824 of them', () => {
    expect(combinations).toHaveLength(13_824)
  })

  it('every one scores what the table of the brief says, with the grade the brief gives', () => {
    const wrong = combinations.filter(({ facts, points }) => {
      const score = scoreLead(facts)
      return score.points !== points || score.grade !== gradeByHand(points)
    })
    expect(wrong).toEqual([])
  })

  it('the reasons and the groups of every one add up to its score, within the caps', () => {
    const caps = { contact: 25, intent: 35, behaviour: 25, source: 15 }
    const wrong = combinations.filter(({ facts, points }) => {
      const { reasons, groups } = scoreLead(facts)
      const total = reasons.reduce((sum, reason) => sum + reason.points, 0)
      const totalOfGroups = groups.reduce((sum, group) => sum + group.points, 0)
      return total !== points || totalOfGroups !== points || groups.some((g) => g.points > caps[g.group])
    })
    expect(wrong).toEqual([])
  })

  it('every score can be told again in full from its ten numbers', () => {
    for (const { facts } of combinations) {
      expect(explainScore(scoreInNumbers(facts).earned)).toEqual(scoreLead(facts))
    }
  })

  it('2.7 % are an A, 27.6 % a B, 50.1 % a C and 19.7 % a D, and no total is below 5', () => {
    const share = (grade: Grade) => {
      const count = combinations.filter(({ facts }) => scoreLead(facts).grade === grade).length
      return Number(((100 * count) / combinations.length).toFixed(1))
    }
    expect({ A: share('A'), B: share('B'), C: share('C'), D: share('D') }).toEqual({
      A: 2.7,
      B: 27.6,
      C: 50.1,
      D: 19.7,
    })
    expect(Math.min(...combinations.map(({ facts }) => scoreLead(facts).points))).toBe(5)
    expect(Math.max(...combinations.map(({ facts }) => scoreLead(facts).points))).toBe(100)
  })

  const suggestions = combinations.flatMap((lead) => {
    const next = nextGrade(gradeByHand(lead.points))
    const targets: Grade[] = next === 'A' ? ['A'] : [next, 'A']
    return targets.map((target) => ({
      lead,
      target,
      way: changesToReach(lead.facts, standardScoringRules, target),
    }))
  })

  it('every suggestion, made true and scored again, reaches its grade with the points it promised', () => {
    const failed = suggestions.filter(({ lead, target, way }) => {
      if (way.kind !== 'changes') return lead.points < 80
      const score = scoreLead(applyChanges(lead.facts, changesOf(way)))
      const promised = changesOf(way).reduce((sum, change) => sum + change.points, lead.points)
      return score.points < cut[target] || score.points !== way.pointsAfter || score.points !== promised
    })
    expect(failed).toEqual([])
  })

  it('no suggestion touches the channel of the captured touch', () => {
    for (const { way } of suggestions)
      for (const { set } of changesOf(way)) expect(set).not.toHaveProperty('channel')
  })

  it('brute force finds no smaller set, none that overshoots less, and none that is less hard', () => {
    const beaten = suggestions.filter(({ lead, target, way }) => {
      if (way.kind !== 'changes') return false
      const changes = changesOf(way)
      const hardest = Math.max(...changes.map((change) => hardness.indexOf(change.way)))
      const [fewest, least, easiest] = bruteForce(lead, target)
      return changes.length !== fewest || way.pointsAfter !== least || hardest !== easiest
    })
    expect(beaten).toEqual([])
  })
})
