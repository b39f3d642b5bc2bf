import type { ScoringFacts } from './facts.ts'
import { type Grade, SCORING_GROUPS, SCORING_RULES, type ScoringGroup, type ScoringRule } from './lists.ts'
import { gradeOf, scoreInNumbers, sum } from './points.ts'
import { bestPoints, ruleGroup, ruleLabel, type ScoringRules, standardScoringRules } from './rules.ts'

/** Why a score has some of its points, or lacks them. */
export type Reason = {
  /** Stable over versions. */
  rule: ScoringRule
  group: ScoringGroup
  /** Words a rep reads. */
  label: string
  points: number
  /** The most this rule can earn. */
  of: number
}

export type GroupScore = { group: ScoringGroup; points: number; cap: number }

export type Score = {
  /** 0 to 100, always the sum of the reasons and of the groups. */
  points: number
  grade: Grade
  /** Of the rules that made it. */
  version: number
  groups: GroupScore[]
  /** One per rule, in fixed order; a rule that earned nothing stands with 0, to tell what is missing. */
  reasons: Reason[]
}

/**
 * How much a lead is worth a call, from 0 to 100, with the reasons. Contact quality gives up to 25 points, intent 35,
 * behaviour 25 and source 15 (the standard rules; source: the scoring model of the product's brief).
 *
 * A business e-mail, phone, company (25), a specific service, high urgency, a budget (35), a complete form (10) and
 * paid search (15) are 85 points, grade A. With more than three minutes on the page 95, as a returning visitor 100.
 */
export const scoreLead = (facts: ScoringFacts, rules: ScoringRules = standardScoringRules): Score =>
  explainScore(scoreInNumbers(facts, rules).earned, rules)

/**
 * The whole score again from the points the ledger keeps and the rules of the same version.
 * @throws RangeError when there is not exactly one number per rule.
 */
export const explainScore = (
  earned: readonly number[],
  rules: ScoringRules = standardScoringRules,
): Score => {
  const reasons = decodeReasons(earned, rules)
  const points = sum(earned)
  return {
    points,
    grade: gradeOf(points, rules),
    version: rules.version,
    groups: SCORING_GROUPS.map((group) => ({
      group,
      points: pointsOf(group, reasons),
      cap: rules.caps[group],
    })),
    reasons,
  }
}

/** The points alone, in the order of `SCORING_RULES`: `[15, 5, 5, 15, 15, 5, 0, 10, 0, 15]`. */
export const encodeReasons = (reasons: readonly Reason[]): number[] => reasons.map((reason) => reason.points)

/** The inverse of `encodeReasons`, with the rules of the version the points were earned under. */
export const decodeReasons = (
  earned: readonly number[],
  rules: ScoringRules = standardScoringRules,
): Reason[] => {
  if (earned.length !== SCORING_RULES.length) {
    throw new RangeError(`a score has ${SCORING_RULES.length} reasons, not ${earned.length}`)
  }
  const best = bestPoints(rules)
  return SCORING_RULES.map((rule, i) => ({
    rule,
    group: ruleGroup[rule],
    label: ruleLabel[rule],
    points: earned[i]!,
    of: best[rule],
  }))
}

const pointsOf = (group: ScoringGroup, reasons: readonly Reason[]) => {
  let points = 0
  for (const reason of reasons) if (reason.group === group) points += reason.points
  return points
}
