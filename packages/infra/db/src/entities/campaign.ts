import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { CampaignStatus, CampaignType } from '@tributary/contracts'
import { bytes, calendarDate, instant, minorUnits, tenantKey } from './columns.ts'

export const CampaignSchema = defineEntity({
  name: 'Campaign',
  tableName: 'campaign',
  properties: {
    ...tenantKey,
    slug: p.string().length(100),
    name: p.string().length(255),
    description: p.text().default(''),
    type: p.text().$type<CampaignType>().default('service'),
    status: p.text().$type<CampaignStatus>().default('draft'),
    platform: p.text().default(''),
    startDate: calendarDate().nullable(),
    endDate: calendarDate().nullable(),
    budgetMinor: minorUnits().nullable(),
    currency: p.string().length(3),
    targetLeads: p.integer().nullable(),
    landingPageUrl: p.text().default(''),
    productId: p.uuid().nullable(),
    autoAssign: p.boolean().default(true),
    ownerId: p.uuid().nullable(),
    notificationEmails: p.json<string[]>(),
    highPriority: p.boolean().default(false),
    token: p.text(),
    requireToken: p.boolean().default(false),
    requireConsent: p.boolean().default(false),
    allowedOrigins: p.json<string[]>(),
    hourlyCap: p.integer().nullable(),
    defaultCountry: p.string().length(2).nullable(),
    form: p.json<Record<string, unknown>>(),
    createdAt: instant().onCreate(() => new Date()),
    updatedAt: instant()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
})
export type Campaign = InferEntity<typeof CampaignSchema>

export const EntranceCampaignSchema = defineEntity({
  name: 'EntranceCampaign',
  tableName: 'entrance_campaign',
  properties: {
    slug: p.string().length(100).primary(),
    organizationId: p.uuid(),
    campaignId: p.uuid(),
  },
})
export type EntranceCampaign = InferEntity<typeof EntranceCampaignSchema>

export const HeldSubmissionSchema = defineEntity({
  name: 'HeldSubmission',
  tableName: 'held_submission',
  properties: {
    ...tenantKey,
    campaignId: p.uuid(),
    publicId: bytes(),
    kind: p.text().$type<'quarantined' | 'spam'>(),
    reason: p.text(),
    state: p.text().$type<'held' | 'released' | 'discarded'>().default('held'),
    wrappedKey: bytes(),
    sealed: bytes(),
    receivedAt: instant(),
    decidedAt: instant().nullable(),
    decidedBy: p.uuid().nullable(),
  },
})
export type HeldSubmission = InferEntity<typeof HeldSubmissionSchema>

export const IdempotencySchema = defineEntity({
  name: 'Idempotency',
  tableName: 'idempotency',
  properties: {
    organizationId: p.uuid().primary(),
    campaignId: p.uuid().primary(),
    credential: p.string().length(80).primary(),
    keyHash: bytes().primary(),
    requestHash: bytes(),
    code: p.smallint(),
    leadId: p.uuid(),
    publicId: bytes(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Idempotency = InferEntity<typeof IdempotencySchema>
