import type { ScoringFacts } from './facts.ts'
import { GRADES, type Grade } from './lists.ts'
import { gradeOf, scoreInNumbers } from './points.ts'
import { applyChanges, type PossibleChange, possibleChanges } from './possible-changes.ts'
import { type ScoringRules, standardScoringRules } from './rules.ts'

/** A change with what it adds to the score, made after the changes before it. */
export type Change = PossibleChange & { points: number }

/** How a lead gets to a grade. */
export type WayUp =
  | { kind: 'reached'; grade: Grade; points: number }
  | {
      kind: 'changes'
      grade: Grade
      /** The score now, and after all changes. */
      points: number
      pointsAfter: number
      ask: Change[]
      enrich: Change[]
      wait: Change[]
    }
  /** `best` is the score after every possible change. */
  | { kind: 'out-of-reach'; grade: Grade; points: number; best: number }

/**
 * The smallest set of changes that brings a lead to a grade: the next one, unless another is named. Smallest means the
 * fewest changes; of those the one that overshoots least; of those the easiest by its hardest change (asking is
 * easier than looking up, looking up easier than waiting). Which facts can change: see `possibleChanges`.
 *
 * A business lead from organic search with company, a specific service and a form sent stands at 50, grade C. To be a
 * B it needs 10 points, and one question does it: how soon they need it (medium urgency).
 */
export const changesToReach = (
  facts: ScoringFacts,
  rules: ScoringRules = standardScoringRules,
  grade?: Grade,
): WayUp => {
  const now = scoreInNumbers(facts, rules)
  const target = grade ?? nextGrade(now.grade)
  const points = now.points
  if (reaches(now.grade, target)) return { kind: 'reached', grade: target, points }
  const changes = possibleChanges(facts, rules)
  const best = after(
    facts,
    changes.map((ofRule) => ofRule.at(-1)!),
    rules,
  )
  if (!reaches(gradeOf(best, rules), target)) return { kind: 'out-of-reach', grade: target, points, best }
  return wayUp(facts, rules, target, smallestSet(facts, rules, target, changes))
}

/** `nextGrade('C')` is `'B'`; nothing is above an A. */
export const nextGrade = (grade: Grade): Grade => GRADES[Math.max(0, GRADES.indexOf(grade) - 1)]!

/** All changes of a way up, in the order in which their points were counted. */
export const changesOf = (way: WayUp): Change[] =>
  way.kind === 'changes' ? [...way.ask, ...way.enrich, ...way.wait] : []

const reaches = (grade: Grade, target: Grade) => GRADES.indexOf(grade) <= GRADES.indexOf(target)

const after = (facts: ScoringFacts, changes: readonly PossibleChange[], rules: ScoringRules) =>
  scoreInNumbers(applyChanges(facts, changes), rules).points

type Candidate = { places: number[]; changes: PossibleChange[]; points: number }

const smallestSet = (
  facts: ScoringFacts,
  rules: ScoringRules,
  target: Grade,
  changes: PossibleChange[][],
) => {
  for (let size = 1; size <= changes.length; size++) {
    let best: Candidate | undefined
    for (const { places, chosen } of setsOf(size, changes)) {
      const points = after(facts, chosen, rules)
      const candidate = { places, changes: chosen, points }
      if (reaches(gradeOf(points, rules), target) && (!best || isBetter(candidate, best))) best = candidate
    }
    if (best) return best.changes
  }
  return []
}

const isBetter = (a: Candidate, b: Candidate) => {
  if (a.points !== b.points) return a.points < b.points
  for (let i = a.places.length - 1; i >= 0; i--)
    if (a.places[i] !== b.places[i]) return a.places[i]! < b.places[i]!
  return false
}

type Chosen = { places: number[]; chosen: PossibleChange[] }

/** Every way to choose one change from each of `size` rules; `places` are the rules chosen, ascending. */
function* setsOf(size: number, changes: PossibleChange[][], from = 0): Generator<Chosen> {
  if (size === 0) {
    yield { places: [], chosen: [] }
    return
  }
  for (let place = from; place <= changes.length - size; place++) {
    for (const rest of setsOf(size - 1, changes, place + 1)) {
      for (const change of changes[place]!) {
        yield { places: [place, ...rest.places], chosen: [change, ...rest.chosen] }
      }
    }
  }
}

/** The places of a set ascend from ask over enrich to wait, so splitting it keeps the order the points count in. */
const wayUp = (facts: ScoringFacts, rules: ScoringRules, grade: Grade, changes: PossibleChange[]): WayUp => {
  const points = after(facts, [], rules)
  let reached = points
  const counted = changes.map((change, i): Change => {
    const before = reached
    reached = after(facts, changes.slice(0, i + 1), rules)
    return { ...change, points: reached - before }
  })
  const [ask, enrich, wait] = (['ask', 'enrich', 'wait'] as const).map((way) =>
    counted.filter((change) => change.way === way),
  )
  return { kind: 'changes', grade, points, pointsAfter: reached, ask: ask!, enrich: enrich!, wait: wait! }
}
