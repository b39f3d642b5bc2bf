export { type Change, changesOf, changesToReach, nextGrade, type WayUp } from './changes-to-reach.ts'
export type { ScoringFacts } from './facts.ts'
export * from './lists.ts'
export { gradeOf, type ScoreInNumbers, scoreInNumbers } from './points.ts'
export { applyChanges, type PossibleChange, possibleChanges } from './possible-changes.ts'
export { bandOf, scoreBands, temperatureOf } from './readings.ts'
export {
  bestPoints,
  groupLabel,
  ruleGroup,
  ruleLabel,
  type ScoringRules,
  standardScoringRules,
} from './rules.ts'
export {
  decodeReasons,
  encodeReasons,
  explainScore,
  type GroupScore,
  type Reason,
  type Score,
  scoreLead,
} from './score-lead.ts'
export { type RuleProblem, validateScoringRules } from './validate-rules.ts'
