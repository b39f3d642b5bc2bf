import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { Channel, DealStep, EmailKind, Grade, Review, Stage, Urgency } from '@tributary/contracts'
import { bytes, calendarDate, instant, minorUnits, tenantKey } from './columns.ts'

export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contact',
  properties: {
    ...tenantKey,
    wrappedKey: bytes().nullable(),
    sealed: bytes().nullable(),
    emailIndex: bytes().nullable(),
    phoneIndex: bytes().nullable(),
    emailKind: p.text().$type<EmailKind | 'unknown'>().default('unknown'),
    mx: p.text().nullable(),
    createdAt: instant(),
    erasedAt: instant().nullable(),
  },
})
export type Contact = InferEntity<typeof ContactSchema>

export const LeadSchema = defineEntity({
  name: 'Lead',
  tableName: 'lead',
  properties: {
    ...tenantKey,
    publicId: bytes(),
    contactId: p.uuid(),
    campaignId: p.uuid(),
    companyId: p.uuid().nullable(),
    company: p.text().nullable(),
    industry: p.text().nullable(),
    country: p.string().length(2).nullable(),
    region: p.text().nullable(),
    productId: p.uuid().nullable(),
    sourceId: p.uuid().nullable(),
    trust: p.smallint().nullable(),
    via: p.text(),
    capturePoint: p.string().length(100),
    medium: p.string().length(100).nullable(),
    channel: p.text().$type<Channel>(),
    channelSource: p.text(),
    content: p.string().length(255).nullable(),
    serviceInterest: p.string().length(100).nullable(),
    urgencyText: p.string().length(50).nullable(),
    urgency: p.text().$type<Urgency>().nullable(),
    budgetRange: p.string().length(50).nullable(),
    timeline: p.string().length(50).nullable(),
    tracking: p.json<Record<string, unknown>>(),
    facts: p.json<Record<string, unknown>>(),
    sealed: bytes().nullable(),
    points: p.smallint(),
    grade: p.string().length(1).$type<Grade>(),
    rulesVersion: p.integer(),
    earned: p.json<number[]>(),
    stage: p.text().$type<Stage>().default('new'),
    everQualified: p.boolean().default(false),
    review: p.text().$type<Review>().default('pending'),
    reviewReason: p.text().nullable(),
    lostReason: p.text().nullable(),
    ownerId: p.uuid().nullable(),
    assignedAt: instant().nullable(),
    waitingSince: instant().nullable(),
    responseDueAt: instant().nullable(),
    firstContactedAt: instant().nullable(),
    nextStepAt: instant().nullable(),
    nextStepSealed: bytes().nullable(),
    valueMinor: minorUnits().nullable(),
    currency: p.string().length(3).nullable(),
    consent: p.boolean().nullable(),
    capturedAt: instant(),
    updatedAt: instant(),
    deletedAt: instant().nullable(),
  },
})
export type Lead = InferEntity<typeof LeadSchema>

export const DealSchema = defineEntity({
  name: 'Deal',
  tableName: 'deal',
  properties: {
    ...tenantKey,
    leadId: p.uuid(),
    amountMinor: minorUnits().default(0),
    currency: p.string().length(3),
    stage: p.text().$type<'open' | 'won' | 'lost'>().default('open'),
    expectedClose: calendarDate().nullable(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    lostReason: p.text().nullable(),
    campaignId: p.uuid(),
    step: p.text().$type<DealStep>().default('proposal'),
    stageSince: instant(),
    updatedAt: instant(),
    deletedAt: instant().nullable(),
    /** What the model in force says, 0 to 1; null while none does. */
    probability: p.double().nullable(),
  },
})
export type Deal = InferEntity<typeof DealSchema>

export const SearchTokenSchema = defineEntity({
  name: 'SearchToken',
  tableName: 'search_token',
  properties: {
    organizationId: p.uuid().primary(),
    token: bytes().primary(),
    contactId: p.uuid().primary(),
  },
})
export type SearchToken = InferEntity<typeof SearchTokenSchema>
