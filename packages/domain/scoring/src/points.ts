import type { ScoringFacts } from './facts.ts'
import { type Grade, SCORING_RULES } from './lists.ts'
import { ruleGroup, type ScoringRules, standardScoringRules } from './rules.ts'

/** A score as the ledger keeps it: `earned` holds the points of each rule in the order of `SCORING_RULES`. */
export type ScoreInNumbers = { points: number; grade: Grade; version: number; earned: number[] }

/**
 * The score without its words, for the door where every microsecond counts; `explainScore` gives the words back.
 *
 * A business lead from paid search with everything asked for, a complete form and no telemetry is
 * `{ points: 85, grade: 'A', version: 1, earned: [15, 5, 5, 15, 15, 5, 0, 10, 0, 15] }`.
 */
export const scoreInNumbers = (
  facts: ScoringFacts,
  rules: ScoringRules = standardScoringRules,
): ScoreInNumbers => {
  const earned = pointsByRule(facts, rules)
  const points = sum(earned)
  return { points, grade: gradeOf(points, rules), version: rules.version, earned }
}

/** A grade begins at its cut: with the standard rules 80 is an A and 79 a B. */
export const gradeOf = (points: number, { grades }: ScoringRules = standardScoringRules): Grade =>
  points >= grades.A ? 'A' : points >= grades.B ? 'B' : points >= grades.C ? 'C' : 'D'

export const sum = (numbers: readonly number[]): number => {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += numbers[i]!
  return total
}

/** In the order of `SCORING_RULES`. Where a group's rules would earn more than its cap, the later ones earn less, so
 *  that the reasons always add up to the score. */
const pointsByRule = (facts: ScoringFacts, { points, caps }: ScoringRules): number[] =>
  keepWithinCaps(
    [
      points.emailKind[facts.emailKind],
      facts.phoneGiven ? points.phone : 0,
      facts.companyGiven ? points.company : 0,
      points.service[facts.serviceInterest],
      facts.urgency === null ? 0 : points.urgency[facts.urgency],
      facts.budgetGiven ? points.budget : 0,
      pointsForTime(facts.secondsOnPage, points.timeOnPage),
      points.formCompletion[facts.formCompletion],
      facts.returnVisitor ? points.returnVisitor : 0,
      points.channel[facts.channel],
    ],
    caps,
  )

const pointsForTime = (seconds: number | null, table: ScoringRules['points']['timeOnPage']) =>
  seconds === null ? 0 : seconds > table.longOver ? table.long : seconds >= table.someFrom ? table.some : 0

/** The group of each rule by place: rules of a group stand together. */
const groups = SCORING_RULES.map((rule) => ruleGroup[rule])

const keepWithinCaps = (earned: number[], caps: ScoringRules['caps']) => {
  let left = 0
  for (let i = 0; i < earned.length; i++) {
    const group = groups[i]!
    if (i === 0 || group !== groups[i - 1]) left = caps[group]
    if (earned[i]! > left) earned[i] = left
    left -= earned[i]!
  }
  return earned
}
