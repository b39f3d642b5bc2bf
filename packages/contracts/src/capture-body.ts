import { FIELD_LIMITS } from '@tributary/leads/lists'
import { z } from 'zod'

/** Why a text is refused, for the message that a person reads. */
export type TextFault =
  | { readonly reason: 'too_long'; readonly limit: number }
  | { readonly reason: 'unreadable' }

const isTooLong = (text: string, limit: number): boolean =>
  text.length > limit && (text.length > 2 * limit || [...text].length > limit)

/** A text of at most `limit` characters (Unicode code points) that a keyboard can produce. */
const text = (limit: number, description?: string) =>
  z
    .string()
    .check((context) => {
      const { value } = context
      const fault: TextFault | undefined = isTooLong(value, limit)
        ? { reason: 'too_long', limit }
        : value.includes('\u0000') || !value.isWellFormed()
          ? { reason: 'unreadable' }
          : undefined
      if (fault) context.issues.push({ code: 'custom', params: fault, input: value })
    })
    .meta({ maxLength: limit, ...(description ? { description } : {}) })

const optional = (limit: number, description?: string) => text(limit, description).nullish()
const count = (most: number, description: string) => z.int().min(0).max(most).nullish().describe(description)

const LONGEST_ADDRESS = 4096
const LONGEST_MESSAGE = 10_000

const contact = z.object({
  firstName: text(FIELD_LIMITS.firstName),
  lastName: text(FIELD_LIMITS.lastName),
  email: text(FIELD_LIMITS.email, 'An e-mail address.'),
  phone: optional(
    FIELD_LIMITS.phone,
    'As people write it. With `+` and country, or as dialled in the country of the campaign.',
  ),
  company: optional(FIELD_LIMITS.company),
})

const leadDetails = z.object({
  service_interest: optional(
    FIELD_LIMITS.serviceInterest,
    'Free text; the name or code of a catalogue item scores higher.',
  ),
  urgency: optional(FIELD_LIMITS.urgency, 'Free text such as "High (Same day)".'),
  message: optional(LONGEST_MESSAGE),
  budget_range: optional(FIELD_LIMITS.budgetRange, 'Text such as "$5000-$10000".'),
  timeline: optional(FIELD_LIMITS.timeline, 'Text such as "Within 2 weeks".'),
})

const tracking = z.object({
  visitor_id: optional(FIELD_LIMITS.visitorId),
  session_id: optional(FIELD_LIMITS.sessionId),
  utm_source: optional(FIELD_LIMITS.utm),
  utm_medium: optional(FIELD_LIMITS.utm),
  utm_campaign: optional(FIELD_LIMITS.utm),
  utm_term: optional(FIELD_LIMITS.utm),
  utm_content: optional(FIELD_LIMITS.utm),
  referrer_url: optional(LONGEST_ADDRESS, 'The page the visitor came from.'),
  landing_page_url: optional(LONGEST_ADDRESS, 'The first page of the visit, with its click ids.'),
  user_agent: optional(2048),
  ip_address: optional(64, 'Accepted and ignored: the address of the connection counts.'),
})

const formMetadata = z.object({
  form_type: optional(100),
  form_version: optional(100),
  consent_given: z.boolean().nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish().describe('ISO 8601.'),
  website_url: optional(
    2048,
    'A trap for robots: show this field to nobody and send it empty. A submission that fills it is kept aside as spam.',
  ),
  seconds_since_render: z
    .number()
    .min(0)
    .max(1e9)
    .nullish()
    .describe('From showing the form to sending it. Under 3 seconds the submission is kept aside as spam.'),
})

const behavior = z.object({
  time_on_page_seconds: z.number().min(0).max(1e9).nullish(),
  fields_total: count(1000, 'How many fields the form showed.'),
  fields_completed: count(1000, 'How many of them were filled in.'),
})

/** The body of `POST /v1/api/leads`. Unknown keys are dropped and named in `warnings`. */
export const CaptureBody = z
  .object({
    campaign_id: text(FIELD_LIMITS.campaignId, 'The id of the campaign, as its capture page shows it.'),
    source: text(FIELD_LIMITS.source, 'Where on the site: `landing-page`, `modal`, `contact-form`.'),
    contact,
    lead_details: leadDetails.nullish(),
    tracking: tracking.nullish(),
    form_metadata: formMetadata.nullish(),
    behavior: behavior.nullish(),
  })
  .meta({ id: 'CaptureBody', description: 'A submission.' })
export type CaptureBody = z.infer<typeof CaptureBody>

/** The keys that the body knows, per object: what is not here is dropped and named. */
export const CAPTURE_KEYS: Readonly<Record<string, ReadonlySet<string> | null>> = {
  campaign_id: null,
  source: null,
  contact: new Set(Object.keys(contact.shape)),
  lead_details: new Set(Object.keys(leadDetails.shape)),
  tracking: new Set(Object.keys(tracking.shape)),
  form_metadata: new Set(Object.keys(formMetadata.shape)),
  behavior: new Set(Object.keys(behavior.shape)),
}
