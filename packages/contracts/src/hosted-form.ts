import { FIELD_LIMITS } from '@tributary/leads/lists'
import { z } from 'zod'

/** Fields a hosted form may show besides name and e-mail address, in the order they stand in. */
export const HOSTED_FORM_FIELDS = [
  'phone',
  'company',
  'service_interest',
  'urgency',
  'budget_range',
  'timeline',
  'message',
] as const
export type HostedFormField = (typeof HOSTED_FORM_FIELDS)[number]

const words = (limit: number) => z.string().trim().max(limit).default('')

/** How a campaign's hosted form looks; stored as the campaign's `form`. An empty text means the standard one. */
export const HostedForm = z.object({
  title: words(200),
  intro: words(2000),
  button: words(60),
  thanks: words(500),
  /** What the visitor agrees to. With a text, or where the campaign requires consent, the form asks. */
  consentText: words(1000),
  fields: z
    .array(z.enum(HOSTED_FORM_FIELDS))
    .max(HOSTED_FORM_FIELDS.length)
    .default(['phone', 'company', 'service_interest', 'message']),
})
export type HostedForm = z.infer<typeof HostedForm>

/** Reads a stored form; what is missing or cannot be read is as standard. */
export const readHostedForm = (stored: unknown): HostedForm => {
  const read = HostedForm.safeParse(stored ?? {})
  return read.success ? read.data : HostedForm.parse({})
}

/** The longest text of each input of a hosted form, by its name. */
export const HOSTED_FORM_LIMITS = {
  first_name: FIELD_LIMITS.firstName,
  last_name: FIELD_LIMITS.lastName,
  email: FIELD_LIMITS.email,
  phone: FIELD_LIMITS.phone,
  company: FIELD_LIMITS.company,
  service_interest: FIELD_LIMITS.serviceInterest,
  urgency: FIELD_LIMITS.urgency,
  budget_range: FIELD_LIMITS.budgetRange,
  timeline: FIELD_LIMITS.timeline,
  message: 10_000,
} as const
