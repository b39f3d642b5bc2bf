import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/ledger/lists'
import { z } from 'zod'

export const EffectKindName = z.enum(EFFECT_KINDS)
export const EffectStateName = z.enum(EFFECT_STATES)

/** The delivery log: what was owed to the outside world, newest first. */
export const ListDeliveries = z.strictObject({
  states: z.array(EffectStateName).max(EFFECT_STATES.length).optional(),
  kinds: z.array(EffectKindName).max(EFFECT_KINDS.length).optional(),
  leadId: z.uuid().optional(),
  /** The last row of the page before. */
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const DeliveryRow = z.object({
  id: z.uuid(),
  kind: EffectKindName,
  /** Whom it is for: a member's name, an address of the team, or Slack. */
  to: z.string(),
  state: EffectStateName,
  /** The rule that owes it. */
  why: z.string(),
  /** Why it was not sent, or not yet. */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  lead: z
    .object({ id: z.uuid(), company: z.string().nullable(), grade: z.string(), campaign: z.string() })
    .nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

export const DeliveryPage = z.object({
  rows: z.array(DeliveryRow),
  nextCursor: z.uuid().nullable(),
  /** How many are dead and could be sent again, counted to 1,000. */
  dead: z.number().int(),
})
export type DeliveryPage = z.infer<typeof DeliveryPage>

export const DeliveryId = z.strictObject({ id: z.uuid() })
export type DeliveryId = z.infer<typeof DeliveryId>

export const DeliveryAttempt = z.object({
  n: z.number().int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  outcome: z.string(),
  httpStatus: z.number().int().nullable(),
  detail: z.string().nullable(),
  durationMs: z.number().int().nullable(),
})
export const Delivery = DeliveryRow.extend({
  operationId: z.string(),
  reference: z.string().nullable(),
  tries: z.array(DeliveryAttempt),
})
export type Delivery = z.infer<typeof Delivery>

/** Dead deliveries are set going again: one, or all there are. */
export const Redrive = z.strictObject({ id: z.uuid().optional() })
export type Redrive = z.infer<typeof Redrive>
export const Redriven = z.object({ count: z.number().int() })
export type Redriven = z.infer<typeof Redriven>

export const MyNotifications = z.object({
  /** A mail for each lead that becomes mine. */
  ownLeadsByMail: z.boolean(),
})
export type MyNotifications = z.infer<typeof MyNotifications>
export const ChangeMyNotifications = z.strictObject({ ownLeadsByMail: z.boolean() })
export type ChangeMyNotifications = z.infer<typeof ChangeMyNotifications>

export const SlackConnectionSeen = z.object({
  name: z.string(),
  state: z.enum(['connected', 'broken', 'off']),
  /** Enough of the address to tell two apart; nobody can post with it. */
  address: z.string(),
  lastOkAt: z.string().nullable(),
  lastError: z.string().nullable(),
  /** Messages that wait for the connection to be mended. */
  waiting: z.number().int(),
})
export type SlackConnectionSeen = z.infer<typeof SlackConnectionSeen>

export const NotificationSettings = z.object({
  slack: SlackConnectionSeen.nullable(),
  /** Whether mail leaves this instance, or waits in the development mailbox. */
  mail: z.enum(['smtp', 'mailbox']),
  mailFrom: z.string(),
})
export type NotificationSettings = z.infer<typeof NotificationSettings>

export const ConnectSlack = z.strictObject({
  /** The address of an incoming webhook. It is stored sealed and never shown again. */
  webhookUrl: z.string().trim().min(1, 'Paste the address of an incoming webhook.').max(500),
  name: z.string().trim().max(80).default(''),
})
export type ConnectSlack = z.infer<typeof ConnectSlack>

export const SwitchSlack = z.strictObject({ on: z.boolean() })
export type SwitchSlack = z.infer<typeof SwitchSlack>

/** Where a test message is sent: to Slack, or by mail to whoever asks. */
export const SendTest = z.strictObject({ to: z.enum(['slack', 'mail']) })
export type SendTest = z.infer<typeof SendTest>
export const TestResult = z.object({
  sent: z.boolean(),
  /** What the other side said, when it did not take it. */
  reason: z.string().nullable(),
})
export type TestResult = z.infer<typeof TestResult>
