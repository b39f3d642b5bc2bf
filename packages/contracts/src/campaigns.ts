import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES, FIELD_LIMITS, SPAM_REASONS } from '@tributary/leads/lists'
import { z } from 'zod'
import { EmailAddress } from './accounts.ts'
import { HostedForm } from './hosted-form.ts'
import { Money, Named } from './lead-list.ts'

export const CampaignSlug = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'Use letters, digits, dots, dashes and underscores, beginning with a letter or a digit.',
  )
  .max(FIELD_LIMITS.campaignId)

const WebAddress = z
  .union([
    z.literal(''),
    z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' }),
  ])
  .default('')

/** A website that may submit: scheme, host and port, without a path. */
export const WebOrigin = z
  .string()
  .trim()
  .max(255)
  .toLowerCase()
  .regex(
    /^https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?\/?$/,
    'Enter a website such as https://www.example.com, without a path.',
  )

const Day = z.iso.date('Enter a date such as 2026-03-31.').nullable()

const fields = {
  name: z.string().trim().min(1, 'Enter a name.').max(FIELD_LIMITS.campaignName),
  description: z.string().trim().max(5000).default(''),
  type: z.enum(CAMPAIGN_TYPES).default('service'),
  platform: z.string().trim().max(100).default(''),
  startDate: Day.default(null),
  endDate: Day.default(null),
  /** Minor units of the organization's currency; at most 99,999,999.99. */
  budgetMinor: z.int().min(0).max(9_999_999_999).nullable().default(null),
  targetLeads: z.int().min(0).max(10_000_000).nullable().default(null),
  landingPageUrl: WebAddress,
  productId: z.uuid().nullable().default(null),
  autoAssign: z.boolean().default(true),
  ownerId: z.uuid().nullable().default(null),
  notificationEmails: z.array(EmailAddress).max(20).default([]),
  highPriority: z.boolean().default(false),
}

export const CreateCampaign = z.strictObject({ slug: CampaignSlug, ...fields })
export type CreateCampaign = z.infer<typeof CreateCampaign>

/** What is absent stays. The slug stays for good: forms out there carry it. */
export const UpdateCampaign = z.strictObject({
  id: z.uuid(),
  name: fields.name.optional(),
  description: fields.description.unwrap().optional(),
  type: fields.type.unwrap().optional(),
  platform: fields.platform.unwrap().optional(),
  startDate: Day.optional(),
  endDate: Day.optional(),
  budgetMinor: fields.budgetMinor.unwrap().optional(),
  targetLeads: fields.targetLeads.unwrap().optional(),
  landingPageUrl: fields.landingPageUrl.unwrap().optional(),
  productId: fields.productId.unwrap().optional(),
  autoAssign: z.boolean().optional(),
  ownerId: fields.ownerId.unwrap().optional(),
  notificationEmails: fields.notificationEmails.unwrap().optional(),
  highPriority: z.boolean().optional(),
  /** `updatedAt` as it was read: when somebody else changed the campaign since, the answer is CONFLICT and says who. */
  expectedUpdatedAt: z.string().max(40).optional(),
})
export type UpdateCampaign = z.infer<typeof UpdateCampaign>

export const CampaignId = z.strictObject({ id: z.uuid() })
export type CampaignId = z.infer<typeof CampaignId>
export const MoveCampaign = z.strictObject({
  id: z.uuid(),
  to: z.enum(CAMPAIGN_STATUSES),
  reason: z.string().trim().max(500).default(''),
})
export type MoveCampaign = z.infer<typeof MoveCampaign>

export const ChangeCapture = z.strictObject({
  id: z.uuid(),
  allowedOrigins: z.array(WebOrigin).max(50).optional(),
  /** Absent stays, null is the standard of this installation, 0 is no limit. */
  hourlyCap: z.int().min(0).max(1_000_000).nullable().optional(),
  requireToken: z.boolean().optional(),
  requireConsent: z.boolean().optional(),
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Enter the two letters of a country, such as IN.')
    .nullable()
    .optional(),
  /** How the hosted form greets and thanks. */
  form: HostedForm.optional(),
})
export type ChangeCapture = z.infer<typeof ChangeCapture>

const Figures = z.object({
  leads: z.int(),
  qualified: z.int(),
  won: z.int(),
  /** Null while there is none. */
  averageScore: z.number().nullable(),
})

export const CampaignRow = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  type: z.enum(CAMPAIGN_TYPES),
  status: z.enum(CAMPAIGN_STATUSES),
  platform: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  budget: Money.nullable(),
  targetLeads: z.int().nullable(),
  owner: Named.nullable(),
  highPriority: z.boolean(),
  /** Why it takes no submissions now; null when it does. */
  closedBecause: z.string().nullable(),
  /** Of all time. */
  figures: Figures,
  /** Submissions that wait for a person. */
  held: z.object({ quarantined: z.int(), spam: z.int() }),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type CampaignRow = z.infer<typeof CampaignRow>

export const ListCampaigns = z.strictObject({
  status: z.array(z.enum(CAMPAIGN_STATUSES)).min(1).optional(),
  text: z.string().trim().max(100).optional(),
})
export type ListCampaigns = z.infer<typeof ListCampaigns>

export const CampaignDetail = CampaignRow.extend({
  description: z.string(),
  landingPageUrl: z.string(),
  product: Named.nullable(),
  autoAssign: z.boolean(),
  notificationEmails: z.array(z.string()),
  /** Where the status may go, and why it may not go elsewhere. */
  nextStatuses: z.array(z.enum(CAMPAIGN_STATUSES)),
})
export type CampaignDetail = z.infer<typeof CampaignDetail>

/** All that somebody needs to connect a website. The token is public by nature: it stands in web pages. */
export const CampaignCapture = z.object({
  id: z.uuid(),
  slug: z.string(),
  endpoint: z.string(),
  hostedFormUrl: z.string(),
  token: z.string(),
  snippet: z.string(),
  curl: z.string(),
  allowedOrigins: z.array(z.string()),
  requireToken: z.boolean(),
  requireConsent: z.boolean(),
  hourlyCap: z.int().nullable(),
  /** What holds when the campaign has no cap of its own; 0 is no limit. */
  standardHourlyCap: z.int(),
  usedThisHour: z.int(),
  defaultCountry: z.string().nullable(),
  form: HostedForm,
  closedBecause: z.string().nullable(),
})
export type CampaignCapture = z.infer<typeof CampaignCapture>

/** Takes the change back as a whole; null when nothing was changed. */
const undoId = z.uuid().nullable()
export const CampaignChanged = CampaignDetail.extend({ undoId })
export type CampaignChanged = z.infer<typeof CampaignChanged>
export const CaptureChanged = CampaignCapture.extend({ undoId })
export type CaptureChanged = z.infer<typeof CaptureChanged>

/** What a test submission went through; the lead it made can be removed at once. */
export const TestSubmitted = z.object({
  kind: z.enum(['captured', 'duplicate', 'quarantined']),
  id: z.uuid(),
  /** What the public API answered. */
  answer: z.json(),
  words: z.string(),
})
export type TestSubmitted = z.infer<typeof TestSubmitted>
export const RemoveTestLead = z.strictObject({ id: z.uuid() })
export type RemoveTestLead = z.infer<typeof RemoveTestLead>

export const ListHeld = z.strictObject({
  campaignId: z.uuid().optional(),
  kind: z.enum(['quarantined', 'spam']),
  cursor: z.uuid().nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type ListHeld = z.infer<typeof ListHeld>
export const HeldRow = z.object({
  id: z.uuid(),
  campaign: Named,
  kind: z.enum(['quarantined', 'spam']),
  reason: z.union([z.enum(SPAM_REASONS), z.string()]),
  /** The reason in words. */
  words: z.string(),
  name: z.string(),
  email: z.string(),
  company: z.string().nullable(),
  message: z.string().nullable(),
  receivedAt: z.string(),
})
export type HeldRow = z.infer<typeof HeldRow>
export const HeldPage = z.object({
  items: z.array(HeldRow),
  nextCursor: z.string().nullable(),
  count: z.int(),
})
export type HeldPage = z.infer<typeof HeldPage>
export const DecideHeld = z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) })
export type DecideHeld = z.infer<typeof DecideHeld>
export const HeldDecided = z.object({
  done: z.int(),
  failures: z.array(z.object({ id: z.uuid(), message: z.string() })),
})
export type HeldDecided = z.infer<typeof HeldDecided>
