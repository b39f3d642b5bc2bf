import type { ScoringRulesSeen } from '@tributary/contracts'
import { bestPoints, groupLabel, ruleGroup, ruleLabel, type ScoringRules } from '@tributary/scoring'
import { GRADES, SCORING_GROUPS, SCORING_RULES, type ScoringRule } from '@tributary/scoring/lists'

type Points = ScoringRules['points']
type Line = ScoringRulesSeen['groups'][number]['rules'][number]['lines'][number]
type Words<Key extends string> = Readonly<Record<Key, string>>

const EMAIL_KINDS: Words<keyof Points['emailKind']> = {
  business: 'Address of a company',
  free: 'Free mail provider',
  disposable: 'Throw-away address',
  unknown: 'Not known',
}
const SERVICES: Words<keyof Points['service']> = {
  specific: 'A service or product of the catalogue',
  general: 'Something else',
  none: 'Nothing named',
}
const URGENCY: Words<keyof Points['urgency']> = {
  emergency: 'Emergency',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}
const FORMS: Words<keyof Points['formCompletion']> = {
  all: 'Every field filled in',
  required: 'The required fields',
  unknown: 'Nobody saw the form',
}
const CHANNELS: Words<keyof Points['channel']> = {
  paid_search: 'Paid search',
  organic_search: 'Organic search',
  direct: 'Direct',
  social: 'Social',
  email: 'E-mail',
  paid_social: 'Paid social',
  referral: 'Referral',
  display: 'Display',
  messenger: 'Messenger',
  unknown: 'Unknown',
}

const linesOf = <Key extends string>(words: Words<Key>, points: Readonly<Record<Key, number>>): Line[] =>
  (Object.keys(words) as Key[])
    .map((key) => ({ when: words[key], points: points[key] }))
    .sort((one, other) => other.points - one.points)

const seconds = (value: number): string => (value % 60 === 0 ? `${value / 60} min` : `${value} s`)

const lines = {
  'business-email': ({ emailKind }) => linesOf(EMAIL_KINDS, emailKind),
  phone: ({ phone }) => [{ when: 'Given', points: phone }],
  company: ({ company }) => [{ when: 'Given', points: company }],
  service: ({ service }) => linesOf(SERVICES, service),
  urgency: ({ urgency }) => linesOf(URGENCY, urgency),
  budget: ({ budget }) => [{ when: 'Given', points: budget }],
  'time-on-page': ({ timeOnPage: { longOver, long, someFrom, some } }) => [
    { when: `More than ${seconds(longOver)}`, points: long },
    { when: `From ${seconds(someFrom)} on`, points: some },
    { when: 'Less, or not measured', points: 0 },
  ],
  'form-completion': ({ formCompletion }) => linesOf(FORMS, formCompletion),
  'return-visitor': ({ returnVisitor }) => [{ when: 'Was here before', points: returnVisitor }],
  channel: ({ channel }) => linesOf(CHANNELS, channel),
} satisfies Record<ScoringRule, (points: Points) => Line[]>

/** The points table as a person reads it: groups with their caps, rules, and what earns how much. */
export const presentScoring = (rules: ScoringRules): ScoringRulesSeen => {
  const best = bestPoints(rules)
  return {
    version: rules.version,
    groups: SCORING_GROUPS.map((group) => ({
      group,
      label: groupLabel[group],
      cap: rules.caps[group],
      rules: SCORING_RULES.filter((rule) => ruleGroup[rule] === group).map((rule) => ({
        rule,
        label: ruleLabel[rule],
        best: best[rule],
        lines: lines[rule](rules.points),
      })),
    })),
    grades: GRADES.map((grade) => ({ grade, from: grade === 'D' ? 0 : rules.grades[grade] })),
  }
}
