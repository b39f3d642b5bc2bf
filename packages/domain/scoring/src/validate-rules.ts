import { type ScoringRules, standardScoringRules } from './rules.ts'

/** What is wrong with a set of rules, as a value: `field` is the dotted path, `message` words for its editor. */
export type RuleProblem = {
  field: string
  problem: 'not-a-whole-number' | 'above-100' | 'out-of-order' | 'caps-not-100'
  message: string
}

/**
 * Everything that keeps rules from being published; an empty list means they are fit. Points and caps are whole numbers
 * from 0 to 100, caps add up to 100, grade cuts fall from A to C, and a better fact never earns less than a worse one,
 * so that no lead loses points by telling more.
 */
export const validateScoringRules = (rules: ScoringRules): RuleProblem[] => {
  const malformed = numbersOf(standardScoringRules).flatMap(([field]) =>
    problemOfNumber(field, at(rules, field)),
  )
  return malformed.length > 0 ? malformed : [...problemsOfOrder(rules), ...problemsOfCaps(rules)]
}

const isTime = (field: string) =>
  field === 'points.timeOnPage.someFrom' || field === 'points.timeOnPage.longOver'

const problemOfNumber = (field: string, value: unknown): RuleProblem[] => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    return [{ field, problem: 'not-a-whole-number', message: `${field} must be a whole number from 0` }]
  }
  if (value > 100 && field !== 'version' && !isTime(field)) {
    return [{ field, problem: 'above-100', message: `${field} must not be above 100` }]
  }
  return []
}

/** Each pair: the first must not be below the second. */
const descending = [
  ['points.emailKind.business', 'points.emailKind.free'],
  ['points.emailKind.business', 'points.emailKind.disposable'],
  ['points.emailKind.business', 'points.emailKind.unknown'],
  ['points.service.specific', 'points.service.general'],
  ['points.service.general', 'points.service.none'],
  ['points.urgency.emergency', 'points.urgency.high'],
  ['points.urgency.high', 'points.urgency.medium'],
  ['points.urgency.medium', 'points.urgency.low'],
  ['points.timeOnPage.long', 'points.timeOnPage.some'],
  ['points.timeOnPage.longOver', 'points.timeOnPage.someFrom'],
  ['points.formCompletion.all', 'points.formCompletion.required'],
  ['points.formCompletion.all', 'points.formCompletion.unknown'],
] as const

const problemsOfOrder = (rules: ScoringRules): RuleProblem[] => [
  ...descending
    .filter(([more, less]) => (at(rules, more) as number) < (at(rules, less) as number))
    .map(([more, less]) => outOfOrder(more, `${more} must not be below ${less}`)),
  ...(rules.grades.A > rules.grades.B ? [] : [outOfOrder('grades.A', 'grade A must begin above grade B')]),
  ...(rules.grades.B > rules.grades.C ? [] : [outOfOrder('grades.B', 'grade B must begin above grade C')]),
  ...(rules.grades.C > 0 ? [] : [outOfOrder('grades.C', 'grade C must begin above 0')]),
]

const outOfOrder = (field: string, message: string): RuleProblem => ({
  field,
  problem: 'out-of-order',
  message,
})

const problemsOfCaps = ({ caps }: ScoringRules): RuleProblem[] => {
  const total = caps.contact + caps.intent + caps.behaviour + caps.source
  if (total === 100) return []
  return [{ field: 'caps', problem: 'caps-not-100', message: `the caps must add up to 100, not ${total}` }]
}

/** Every number in the standard rules with its dotted path: the shape other rules are held against. */
const numbersOf = (value: object, path = ''): [string, number][] =>
  Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'number'
      ? [[path + name, inner] as [string, number]]
      : numbersOf(inner, `${path + name}.`),
  )

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    )
