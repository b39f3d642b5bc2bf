import {
  ACTIVITY_KINDS,
  FIELD_LIMITS,
  LOST_REASONS,
  REJECT_REASONS,
  REVIEWS,
  STAGES,
} from '@tributary/leads/lists'
import { z } from 'zod'
import { EmailAddress } from './accounts.ts'
import { LeadFilter, LeadRow } from './lead-list.ts'

/** A bulk change reaches at most as many leads as are counted exactly: the number shown is the number changed. */
export const MOST_CHANGED = 10_000

/** Named leads, or all that match a filter but some. */
export const LeadTarget = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) }),
  z.strictObject({ filter: LeadFilter, except: z.array(z.uuid()).max(1000).default([]) }),
])
export type LeadTarget = z.infer<typeof LeadTarget>

/** `updatedAt` as it was read: when somebody else changed the lead since, the answer is CONFLICT and says who and when. */
const onlyOne = { expectedUpdatedAt: z.string().max(40).optional() }

export const ReviewLeads = z.strictObject({
  target: LeadTarget,
  to: z.enum(REVIEWS),
  reason: z.enum(REJECT_REASONS).nullish(),
  ...onlyOne,
})
export type ReviewLeads = z.infer<typeof ReviewLeads>

const AmountMinor = z.int().min(0).max(1_000_000_000_000)

export const MoveLeads = z.strictObject({
  target: LeadTarget,
  to: z.enum(STAGES),
  /** Needed for `lost`. */
  lostReason: z.enum(LOST_REASONS).nullish(),
  /** What the deal is worth, in minor units of the organization's currency. */
  valueMinor: AmountMinor.nullish(),
  /** When the deal is expected to close. */
  expectedClose: z.iso.date('Enter a date such as 2026-03-31.').nullish(),
  ...onlyOne,
})
export type MoveLeads = z.infer<typeof MoveLeads>

export const AssignLeads = z.strictObject({
  target: LeadTarget,
  /** A member, or null: back into the pool. */
  to: z.uuid().nullable(),
  ...onlyOne,
})
export type AssignLeads = z.infer<typeof AssignLeads>

export const RemoveLeads = z.strictObject({ target: LeadTarget, ...onlyOne })
export type RemoveLeads = z.infer<typeof RemoveLeads>
/** A filter means those in the bin that match it. */
export const RestoreLeads = z.strictObject({ target: LeadTarget })
export type RestoreLeads = z.infer<typeof RestoreLeads>

export const SetNextStep = z.strictObject({
  id: z.uuid(),
  /** Null takes the step away; `done` says that it was done. */
  step: z
    .strictObject({
      at: z.iso.datetime({ offset: true, error: 'Choose a day and a time.' }),
      text: z.string().trim().min(1, 'Say what is to be done.').max(500),
    })
    .nullable(),
  done: z.boolean().default(false),
  ...onlyOne,
})
export type SetNextStep = z.infer<typeof SetNextStep>

export const LogActivity = z.strictObject({
  id: z.uuid(),
  kind: z.enum(ACTIVITY_KINDS).exclude(['status_changed']),
  text: z.string().trim().max(10_000).default(''),
  at: z.iso.datetime({ offset: true }).optional(),
  metadata: z.record(z.string().max(60), z.json()).optional(),
})
export type LogActivity = z.infer<typeof LogActivity>

const optional = (most: number) => z.string().trim().max(most).nullable().optional()

/** What is absent stays; null empties. Changing what the score looks at scores the lead again. */
export const EditLead = z.strictObject({
  id: z.uuid(),
  firstName: z.string().trim().min(1, 'Enter a first name.').max(FIELD_LIMITS.firstName).optional(),
  lastName: z.string().trim().min(1, 'Enter a last name.').max(FIELD_LIMITS.lastName).optional(),
  email: EmailAddress.optional(),
  phone: optional(FIELD_LIMITS.phone),
  company: optional(FIELD_LIMITS.company),
  industry: optional(120),
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/, 'Enter the two letters of a country, such as IN.')
    .toUpperCase()
    .nullable()
    .optional(),
  region: optional(60),
  serviceInterest: optional(FIELD_LIMITS.serviceInterest),
  productId: z.uuid().nullable().optional(),
  sourceId: z.uuid().nullable().optional(),
  urgency: optional(FIELD_LIMITS.urgency),
  budgetRange: optional(FIELD_LIMITS.budgetRange),
  timeline: optional(FIELD_LIMITS.timeline),
  message: optional(10_000),
  valueMinor: AmountMinor.nullable().optional(),
  ...onlyOne,
})
export type EditLead = z.infer<typeof EditLead>

export const UndoChange = z.strictObject({ undoId: z.uuid() })
export type UndoChange = z.infer<typeof UndoChange>

/** Why some leads stayed as they were, by reason. */
export const ChangeFailure = z.object({
  reason: z.string(),
  message: z.string(),
  count: z.int(),
  /** The first hundred of them. */
  ids: z.array(z.uuid()),
})

/** What a change did. One lead that may not be changed is an error; among several it is counted under its reason. */
export const LeadsChanged = z.object({
  changed: z.int(),
  unchanged: z.int(),
  failures: z.array(ChangeFailure),
  /** What a person should know although it was done, such as that the new owner is away. */
  warnings: z.array(z.string()),
  /** Takes all of it back at once; null when nothing changed. */
  undoId: z.uuid().nullable(),
  /** The leads as they are now, when at most 100 were meant. */
  leads: z.array(LeadRow),
})
export type LeadsChanged = z.infer<typeof LeadsChanged>

/** An entry by hand: the same door as every other capture. */
export const CreateLead = z.strictObject({
  campaignId: z.uuid('Choose a campaign.'),
  firstName: z.string().trim().min(1, 'Enter a first name.').max(FIELD_LIMITS.firstName),
  lastName: z.string().trim().min(1, 'Enter a last name.').max(FIELD_LIMITS.lastName),
  email: EmailAddress,
  phone: z.string().trim().max(FIELD_LIMITS.phone).optional(),
  company: z.string().trim().max(FIELD_LIMITS.company).optional(),
  serviceInterest: z.string().trim().max(FIELD_LIMITS.serviceInterest).optional(),
  urgency: z.string().trim().max(FIELD_LIMITS.urgency).optional(),
  budgetRange: z.string().trim().max(FIELD_LIMITS.budgetRange).optional(),
  timeline: z.string().trim().max(FIELD_LIMITS.timeline).optional(),
  message: z.string().trim().max(10_000).optional(),
  /** Where the person was met: `phone`, `fair`, `recommendation`. */
  metAt: z.string().trim().min(1).max(FIELD_LIMITS.source).default('manual'),
  /** Whether the person agreed that we keep what they told. */
  consent: z.boolean().optional(),
  /** Whose lead it is; absent: the rules decide. */
  ownerId: z.uuid().optional(),
})
export type CreateLead = z.infer<typeof CreateLead>

export const CreatedLead = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), id: z.uuid() }),
  /** The same e-mail address came to the same campaign less than 24 hours ago: this is the lead it became. */
  z.object({ kind: z.literal('duplicate'), id: z.uuid() }),
])
export type CreatedLead = z.infer<typeof CreatedLead>
