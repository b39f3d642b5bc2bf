import { z } from 'zod'
import { EmailAddress, RoleName, TimeZone } from './accounts.ts'

const Minute = z.number().int().min(0).max(1440)
const Window = z
  .tuple([Minute, Minute])
  .readonly()
  .refine(([start, end]) => start < end, 'A working time ends after it begins.')
const Windows = z.array(Window).max(6).readonly()

/** Minutes since local midnight by weekday, 1 is Monday; a day without windows is a day off. */
export const WorkingHours = z.strictObject({
  1: Windows.optional(),
  2: Windows.optional(),
  3: Windows.optional(),
  4: Windows.optional(),
  5: Windows.optional(),
  6: Windows.optional(),
  7: Windows.optional(),
})
export type WorkingHours = z.infer<typeof WorkingHours>

const Instant = z.iso.datetime({ offset: true })
const Words = z.array(z.string().trim().min(1).max(100)).max(100)

export const MemberRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  photoUrl: z.string().nullable(),
  role: RoleName,
  active: z.boolean(),
  officeId: z.string().nullable(),
  weight: z.number(),
  capacity: z.number().nullable(),
  regions: z.array(z.string()),
  services: z.array(z.string()),
  workingHours: WorkingHours.nullable(),
  timeZone: z.string(),
  awayFrom: z.string().nullable(),
  awayUntil: z.string().nullable(),
  takesLeads: z.boolean(),
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
})
export type MemberRow = z.infer<typeof MemberRow>

export const MemberId = z.strictObject({ id: z.uuid() })
export type MemberId = z.infer<typeof MemberId>
export const ChangeRole = z.strictObject({ id: z.uuid(), role: RoleName })
export type ChangeRole = z.infer<typeof ChangeRole>

/** When somebody takes leads: everyone changes their own. */
export const ChangeOwnAvailability = z.strictObject({
  workingHours: WorkingHours.nullable().optional(),
  timeZone: TimeZone.optional(),
  awayFrom: Instant.nullable().optional(),
  awayUntil: Instant.nullable().optional(),
  takesLeads: z.boolean().optional(),
})
export type ChangeOwnAvailability = z.infer<typeof ChangeOwnAvailability>

/** How many leads somebody takes, and which: a manager decides. */
export const ChangeAvailability = ChangeOwnAvailability.extend({
  id: z.uuid(),
  weight: z.number().int().min(1).max(100).optional(),
  capacity: z.number().int().min(0).max(100_000).nullable().optional(),
  officeId: z.uuid().nullable().optional(),
  regions: Words.optional(),
  services: Words.optional(),
})
export type ChangeAvailability = z.infer<typeof ChangeAvailability>

export const Invite = z.strictObject({ email: EmailAddress, role: RoleName })
export type Invite = z.infer<typeof Invite>
export const InvitationRow = z.object({
  id: z.string(),
  email: z.string(),
  role: RoleName,
  inviter: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type InvitationRow = z.infer<typeof InvitationRow>
/** The link is told to who invites, because mail can get lost; it is not shown again. */
export const Invited = InvitationRow.extend({ url: z.string() })
export type Invited = z.infer<typeof Invited>
export const InvitationId = z.strictObject({ id: z.string().min(1).max(64) })
export type InvitationId = z.infer<typeof InvitationId>
