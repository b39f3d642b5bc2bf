import type { Channel } from '@tributary/leads/lists'
import type { ScoringFacts } from './facts.ts'
import type { FormCompletion, ScoringGroup, ScoringRule, ServiceInterest, Urgency } from './lists.ts'

/**
 * How facts become points: a value, so that an organization can edit it, try it on history and keep every version.
 * All points are whole numbers from 0; a group never earns more than its cap, and the caps add up to 100.
 */
export type ScoringRules = {
  /** Stored with every score. Rules of a version never change: an edit is a new version. */
  version: number
  points: {
    emailKind: Readonly<Record<ScoringFacts['emailKind'], number>>
    phone: number
    company: number
    service: Readonly<Record<ServiceInterest, number>>
    /** A lead that names no urgency earns 0. */
    urgency: Readonly<Record<Urgency, number>>
    budget: number
    /** `some` from `someFrom` seconds on, `long` above `longOver` seconds; less, or not measured, earns 0. */
    timeOnPage: {
      readonly someFrom: number
      readonly some: number
      readonly longOver: number
      readonly long: number
    }
    formCompletion: Readonly<Record<FormCompletion, number>>
    returnVisitor: number
    channel: Readonly<Record<Channel, number>>
  }
  caps: Readonly<Record<ScoringGroup, number>>
  /** The least points of a grade; below C is D. */
  grades: { readonly A: number; readonly B: number; readonly C: number }
}

/**
 * The 100-point model the product starts with. Where it was silent: 1:00 and 3:00 minutes exactly earn the middle
 * points; no urgency, and channels the model does not name, earn 0; a lead whose form nobody saw (an entry by hand, a
 * chat) earns what the required fields earn, because without those there is no lead.
 */
export const standardScoringRules: ScoringRules = {
  version: 1,
  points: {
    emailKind: { business: 15, free: 0, disposable: 0, unknown: 0 },
    phone: 5,
    company: 5,
    service: { specific: 15, general: 5, none: 0 },
    urgency: { emergency: 15, high: 15, medium: 10, low: 5 },
    budget: 5,
    timeOnPage: { someFrom: 60, some: 5, longOver: 180, long: 10 },
    formCompletion: { all: 10, required: 5, unknown: 5 },
    returnVisitor: 5,
    channel: {
      paid_search: 15,
      organic_search: 10,
      direct: 8,
      social: 5,
      email: 3,
      paid_social: 0,
      referral: 0,
      display: 0,
      messenger: 0,
      unknown: 0,
    },
  },
  caps: { contact: 25, intent: 35, behaviour: 25, source: 15 },
  grades: { A: 80, B: 60, C: 40 },
}

/** The group of each rule, and the words a rep reads for it. */
export const ruleGroup = {
  'business-email': 'contact',
  phone: 'contact',
  company: 'contact',
  service: 'intent',
  urgency: 'intent',
  budget: 'intent',
  'time-on-page': 'behaviour',
  'form-completion': 'behaviour',
  'return-visitor': 'behaviour',
  channel: 'source',
} as const satisfies Record<ScoringRule, ScoringGroup>

export const ruleLabel = {
  'business-email': 'Business e-mail',
  phone: 'Phone number',
  company: 'Company',
  service: 'Service named',
  urgency: 'Urgency',
  budget: 'Budget indicated',
  'time-on-page': 'Time on the page',
  'form-completion': 'Form filled in',
  'return-visitor': 'Returning visitor',
  channel: 'Channel',
} as const satisfies Record<ScoringRule, string>

export const groupLabel = {
  contact: 'Contact quality',
  intent: 'Intent',
  behaviour: 'Behaviour',
  source: 'Source',
} as const satisfies Record<ScoringGroup, string>

/** The most each rule can earn, before the group's cap. */
export const bestPoints = ({ points }: ScoringRules): Record<ScoringRule, number> => ({
  'business-email': highest(points.emailKind),
  phone: points.phone,
  company: points.company,
  service: highest(points.service),
  urgency: highest(points.urgency),
  budget: points.budget,
  'time-on-page': Math.max(points.timeOnPage.some, points.timeOnPage.long),
  'form-completion': highest(points.formCompletion),
  'return-visitor': points.returnVisitor,
  channel: highest(points.channel),
})

const highest = (table: Readonly<Record<string, number>>) => {
  let best = 0
  for (const name in table) if (table[name]! > best) best = table[name]!
  return best
}
