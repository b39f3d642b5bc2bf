import { PERMISSIONS, ROLES } from '@tributary/access/lists'
import { z } from 'zod'

export const EmailAddress = z
  .email('Enter an e-mail address such as name@company.com.')
  .max(254)
  .toLowerCase()
export const NewPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(128, 'Use at most 128 characters.')
const Secret = z.string().min(1).max(200)
const Name = z.string().trim().min(1, 'Enter a name.').max(120)

/** Checked for what the runtime knows: `Intl` refuses a zone or a locale it does not. */
const known = (test: () => unknown): boolean => {
  try {
    test()
    return true
  } catch {
    return false
  }
}
export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(
    (zone) => known(() => new Intl.DateTimeFormat('en', { timeZone: zone })),
    'This time zone is not known.',
  )
export const Locale = z
  .string()
  .min(2)
  .max(35)
  .refine((locale) => known(() => new Intl.Locale(locale)), 'This language is not known.')
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Enter a currency such as USD.')
  .refine((currency) => Intl.supportedValuesOf('currency').includes(currency), 'This currency is not known.')

export const RoleName = z.enum(ROLES)

/** What the screens need to know about who is signed in. */
export const Me = z.object({
  userId: z.string(),
  memberId: z.uuid(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  nickname: z.string(),
  photoUrl: z.string().nullable(),
  role: RoleName,
  permissions: z.array(z.enum(PERMISSIONS)),
  timeZone: z.string(),
  preferences: z.record(z.string(), z.unknown()),
  organization: z.object({
    id: z.uuid(),
    name: z.string(),
    currency: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    isDemo: z.boolean(),
    sessionIdleMinutes: z.number(),
  }),
  organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type Me = z.infer<typeof Me>

/** What a visitor can do at this instance. */
export const Welcome = z.object({
  /** `first`: nobody has an account yet. `open`: anyone may make one. `invitation`: only who was invited. */
  signUp: z.enum(['first', 'open', 'invitation']),
  /** Mail waits in the development mailbox because no mail server is set. */
  mailbox: z.boolean(),
  /** A demo stands that can be signed in to with what was printed when it was started. */
  demo: z.boolean(),
})
export type Welcome = z.infer<typeof Welcome>

export const SignIn = z.strictObject({ email: EmailAddress, password: Secret })
export type SignIn = z.infer<typeof SignIn>

export const SignUp = z.strictObject({
  name: Name,
  email: EmailAddress,
  password: NewPassword,
  organization: z.strictObject({
    name: Name,
    currency: CurrencyCode,
    locale: Locale,
    timeZone: TimeZone,
  }),
})
export type SignUp = z.infer<typeof SignUp>

export const ForgotPassword = z.strictObject({ email: EmailAddress })
export type ForgotPassword = z.infer<typeof ForgotPassword>
export const ResetPassword = z.strictObject({ token: Secret, password: NewPassword })
export type ResetPassword = z.infer<typeof ResetPassword>

export const InvitationToken = z.strictObject({ token: Secret })
export type InvitationToken = z.infer<typeof InvitationToken>
export const InvitationSeen = z.object({
  organization: z.string(),
  role: RoleName,
  email: z.string(),
  inviter: z.string(),
  expiresAt: z.string(),
  /** Whether the invited address already has an account: then only its password is asked. */
  hasAccount: z.boolean(),
})
export type InvitationSeen = z.infer<typeof InvitationSeen>
/** Somebody without an account gives a name and a new password; somebody with one gives the password they have. */
export const AcceptInvitation = z.strictObject({
  token: Secret,
  name: Name.optional(),
  password: z.string().min(1).max(128),
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>

export const ChangePassword = z.strictObject({ currentPassword: Secret, newPassword: NewPassword })
export type ChangePassword = z.infer<typeof ChangePassword>
export const ChangeEmail = z.strictObject({ email: EmailAddress, password: Secret })
export type ChangeEmail = z.infer<typeof ChangeEmail>
export const ConfirmToken = z.strictObject({ token: Secret })
export type ConfirmToken = z.infer<typeof ConfirmToken>

export const Done = z.object({ done: z.literal(true) })
export type Done = z.infer<typeof Done>

export const SessionId = z.strictObject({ id: z.string().min(1).max(64) })
export const OpenSession = z.object({
  id: z.string(),
  device: z.string(),
  startedAt: z.string(),
  activeAt: z.string(),
  isThisOne: z.boolean(),
})
export type OpenSession = z.infer<typeof OpenSession>
export const SwitchOrganization = z.strictObject({ organizationId: z.uuid() })

export const Phone = z.string().trim().max(40)
export const Profile = z.object({
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  nickname: z.string(),
  title: z.string(),
  phones: z.array(z.string()),
  photoUrl: z.string().nullable(),
  timeZone: z.string(),
  role: RoleName,
  status: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
})
export type Profile = z.infer<typeof Profile>
export const ChangeProfile = z.strictObject({
  name: Name.optional(),
  nickname: z.string().trim().max(60).optional(),
  title: z.string().trim().max(120).optional(),
  phones: z.array(Phone).max(5).optional(),
  photoUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .optional(),
  timeZone: TimeZone.optional(),
  preferences: z.record(z.string().max(60), z.json()).optional(),
})
export type ChangeProfile = z.infer<typeof ChangeProfile>

export const MailSummary = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  sentAt: z.string().nullable(),
})
export const MailRead = MailSummary.extend({ text: z.string(), html: z.string().nullable() })
export const MailId = z.strictObject({ id: z.string().min(1).max(64) })
