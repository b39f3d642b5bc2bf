import { didYouMean } from '@tributary/files'
import { CHANNELS, EMAIL_KINDS } from '@tributary/leads/lists'
import { FORM_COMPLETIONS, type ScoringFacts, SERVICE_INTERESTS, URGENCIES } from '@tributary/scoring'
import { InputFault } from '../input-fault.ts'

/** What holds where a file says nothing: nobody told us, so it earns nothing. */
const unknownFacts: ScoringFacts = {
  emailKind: 'unknown',
  phoneGiven: false,
  companyGiven: false,
  serviceInterest: 'none',
  urgency: null,
  budgetGiven: false,
  secondsOnPage: null,
  formCompletion: 'unknown',
  returnVisitor: false,
  channel: 'unknown',
}
const FACTS = Object.keys(unknownFacts)

type Check = { readonly wanted: string; readonly holds: (value: unknown) => boolean }

const oneOf = (words: readonly string[], orNull = false): Check => ({
  wanted: `one of ${words.join(', ')}${orNull ? ', or null' : ''}`,
  holds: (value) => (orNull && value === null) || (typeof value === 'string' && words.includes(value)),
})
const yesOrNo: Check = { wanted: 'true or false', holds: (value) => typeof value === 'boolean' }

const checks = {
  emailKind: oneOf([...EMAIL_KINDS, 'unknown']),
  phoneGiven: yesOrNo,
  companyGiven: yesOrNo,
  serviceInterest: oneOf(SERVICE_INTERESTS),
  urgency: oneOf(URGENCIES, true),
  budgetGiven: yesOrNo,
  secondsOnPage: {
    wanted: 'a number of 0 or more, or null',
    holds: (value) => value === null || (typeof value === 'number' && value >= 0 && value < Infinity),
  },
  formCompletion: oneOf(FORM_COMPLETIONS),
  returnVisitor: yesOrNo,
  channel: oneOf(CHANNELS),
} satisfies Record<keyof ScoringFacts, Check>

const checkOf = (fact: string): Check | undefined =>
  Object.hasOwn(checks, fact) ? checks[fact as keyof ScoringFacts] : undefined

/** The facts of a file that states them itself; what it leaves out is unknown. */
export const readFacts = (
  file: string,
  given: Readonly<Record<string, unknown>>,
): { readonly facts: ScoringFacts; readonly assumed: string[] } => {
  for (const [fact, value] of Object.entries(given)) {
    const check = checkOf(fact)
    if (!check) {
      const near = didYouMean(fact, FACTS)
      throw new InputFault(`${file}: there is no fact "${fact}".${near} Facts: ${FACTS.join(', ')}`)
    }
    if (!check.holds(value))
      throw new InputFault(`${file}, "${fact}": must be ${check.wanted}, but is ${JSON.stringify(value)}`)
  }
  return {
    facts: { ...unknownFacts, ...given },
    assumed: Object.entries(unknownFacts)
      .filter(([fact]) => !Object.hasOwn(given, fact))
      .map(([fact, value]) => `${fact}: ${String(value)}`),
  }
}
