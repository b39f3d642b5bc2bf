import type { Channel, EmailKind } from '@tributary/leads/lists'
import type { FormCompletion, ServiceInterest, Urgency } from './lists.ts'

/**
 * What a score is computed from, and nothing else: how trustworthy the source is, what a conversation sounded
 * like and how likely the deal is are other numbers and never enter here.
 */
export type ScoringFacts = {
  /** `unknown` until enrichment has looked at the domain. */
  emailKind: EmailKind | 'unknown'
  phoneGiven: boolean
  companyGiven: boolean
  /** `specific` names something of the catalogue, `general` is any other text, `none` is no text. */
  serviceInterest: ServiceInterest
  urgency: Urgency | null
  budgetGiven: boolean
  /** On the landing page; `null` when nobody measured it. */
  secondsOnPage: number | null
  /** `unknown` when no form was seen: an entry by hand, a chat, a form that does not count its fields. */
  formCompletion: FormCompletion
  returnVisitor: boolean
  /** Of the captured touch. */
  channel: Channel
}
