import type { ScoringFacts } from './facts.ts'
import { type ScoringRule, URGENCIES, type Urgency, WAYS, type Way } from './lists.ts'
import { scoreInNumbers } from './points.ts'
import type { ScoringRules } from './rules.ts'

/** One fact that could still come true. */
export type PossibleChange = {
  rule: ScoringRule
  way: Way
  /** Words a rep reads: what to do, or what to wait for. */
  label: string
  set: Partial<ScoringFacts>
}

/**
 * Every change that would earn more, one list per rule, the easiest rule first: what can be asked, then what can be
 * looked up, then what must be waited for. Within a rule the most modest change comes first, and a bolder one
 * stands only when it earns more.
 *
 * - The lead can be asked for service, urgency, budget, phone, company and a business e-mail.
 * - Enrichment can learn what an unknown e-mail domain is, and the company behind a business domain.
 * - Time on the page, a complete form and a return come with the lead's next visit.
 * - The channel is a fact of the captured touch: no one can change it.
 */
export const possibleChanges = (facts: ScoringFacts, rules: ScoringRules): PossibleChange[][] => {
  const all = [
    ...[service(facts), urgency(facts), budget(facts), phone(facts), company(facts), businessEmail(facts)],
    ...[timeOnPage(rules), wholeForm(facts), returnVisit(facts)],
  ]
  return all
    .map((changes) => worthMaking(changes, facts, rules))
    .filter((changes) => changes.length > 0)
    .sort((a, b) => WAYS.indexOf(a[0]!.way) - WAYS.indexOf(b[0]!.way))
}

export const applyChanges = (
  facts: ScoringFacts,
  changes: readonly { set: Partial<ScoringFacts> }[],
): ScoringFacts => changes.reduce((sum, { set }) => ({ ...sum, ...set }), facts)

/** Leaves the changes that earn more than the facts do now and more than the change before them. Caps are set aside:
 *  a change may count only together with another. */
const worthMaking = (changes: PossibleChange[], facts: ScoringFacts, rules: ScoringRules) => {
  const uncapped = {
    ...rules,
    caps: { contact: Infinity, intent: Infinity, behaviour: Infinity, source: Infinity },
  }
  let best = scoreInNumbers(facts, uncapped).points
  return changes.filter(({ set }) => {
    const { points } = scoreInNumbers({ ...facts, ...set }, uncapped)
    const worth = points > best
    if (worth) best = points
    return worth
  })
}

const service = ({ serviceInterest }: ScoringFacts): PossibleChange[] => {
  const specific = ask('service', 'Ask which service they need', { serviceInterest: 'specific' })
  const general = ask('service', 'Ask what they are interested in', { serviceInterest: 'general' })
  return serviceInterest === 'none' ? [general, specific] : [specific]
}

const urgencyWords = {
  low: 'Ask whether there is any date in mind (low urgency)',
  medium: 'Ask how soon they need it (medium urgency)',
  high: 'Ask whether it is urgent (high urgency)',
  emergency: 'Ask whether it is an emergency',
} as const satisfies Record<Urgency, string>

const urgency = ({ urgency }: ScoringFacts): PossibleChange[] =>
  URGENCIES.filter((level) => level !== urgency)
    .reverse()
    .map((level) => ask('urgency', urgencyWords[level], { urgency: level }))

const budget = ({ budgetGiven }: ScoringFacts) =>
  budgetGiven ? [] : [ask('budget', 'Ask about the budget', { budgetGiven: true })]

const phone = ({ phoneGiven }: ScoringFacts) =>
  phoneGiven ? [] : [ask('phone', 'Ask for a phone number', { phoneGiven: true })]

const company = ({ companyGiven, emailKind }: ScoringFacts): PossibleChange[] => {
  const set = { companyGiven: true }
  if (companyGiven) return []
  if (emailKind !== 'business') return [ask('company', 'Ask which company they are with', set)]
  return [{ rule: 'company', way: 'enrich', label: 'Look up the company behind the e-mail domain', set }]
}

const businessEmail = ({ emailKind }: ScoringFacts): PossibleChange[] => {
  const set = { emailKind: 'business' } as const
  if (emailKind === 'business') return []
  if (emailKind !== 'unknown') return [ask('business-email', 'Ask for a business e-mail address', set)]
  return [
    { rule: 'business-email', way: 'enrich', label: 'Look up whether the e-mail domain is a business', set },
  ]
}

const timeOnPage = ({ points: { timeOnPage } }: ScoringRules): PossibleChange[] => [
  waitFor('time-on-page', `Wait for a visit of ${time(timeOnPage.someFrom)}`, {
    secondsOnPage: timeOnPage.someFrom,
  }),
  waitFor('time-on-page', `Wait for a visit of more than ${time(timeOnPage.longOver)}`, {
    secondsOnPage: timeOnPage.longOver + 1,
  }),
]

const wholeForm = ({ formCompletion }: ScoringFacts) =>
  formCompletion === 'all'
    ? []
    : [waitFor('form-completion', 'Wait for a completely filled-in form', { formCompletion: 'all' })]

const returnVisit = ({ returnVisitor }: ScoringFacts) =>
  returnVisitor ? [] : [waitFor('return-visitor', 'Wait for another visit', { returnVisitor: true })]

const ask = (rule: ScoringRule, label: string, set: Partial<ScoringFacts>): PossibleChange => ({
  rule,
  way: 'ask',
  label,
  set,
})

const waitFor = (rule: ScoringRule, label: string, set: Partial<ScoringFacts>): PossibleChange => ({
  rule,
  way: 'wait',
  label,
  set,
})

const time = (seconds: number) => {
  if (seconds % 60 !== 0) return `${seconds} seconds`
  return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
}
