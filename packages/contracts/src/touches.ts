import { FIELD_LIMITS } from '@tributary/leads/lists'
import { z } from 'zod'

const text = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'contains unreadable characters')
const address = text(4096)
/** An id that was drawn, and not an address or a name. */
const randomId = (limit: number) => text(limit).regex(/^[A-Za-z0-9._-]+$/, 'is not a random id')

/** The body of `POST /v1/api/touches`: a page of the campaign was seen. Strict: what is not named here is refused. */
export const PageView = z
  .strictObject({
    campaign_id: text(FIELD_LIMITS.campaignId).min(1).describe('The id of the campaign.'),
    campaign_token: text(200).nullish().describe('As `X-Campaign-Token`, for senders that set no headers.'),
    visitor_id: randomId(FIELD_LIMITS.visitorId).describe('A random id of the visitor on that website.'),
    session_id: randomId(FIELD_LIMITS.sessionId).nullish(),
    page_url: address.describe(
      'The page that was seen. Of its query only campaign tags and click ids are read.',
    ),
    landing_page_url: address.nullish().describe('The first page of the visit, with its click ids.'),
    referrer_url: address.nullish().describe('The page before the visit. Only its host is kept.'),
    utm_source: text(FIELD_LIMITS.utm).nullish(),
    utm_medium: text(FIELD_LIMITS.utm).nullish(),
    utm_campaign: text(FIELD_LIMITS.utm).nullish(),
    utm_term: text(FIELD_LIMITS.utm).nullish(),
    utm_content: text(FIELD_LIMITS.utm).nullish(),
    consent_given: z
      .boolean()
      .nullish()
      .describe('Whether the visitor agreed to be recognised; needed where the campaign requires consent.'),
    seconds_on_page: z
      .int()
      .min(0)
      .max(86_400)
      .nullish()
      .describe('Sent once more when the page is left: how long it could be seen. This is no further view.'),
  })
  .meta({ id: 'PageView', description: 'A page view of a visitor, without personal data.' })
export type PageView = z.infer<typeof PageView>

export const TouchAccepted = z
  .object({ success: z.literal(true) })
  .meta({ id: 'TouchAccepted', description: 'The page view is recorded.' })
export type TouchAccepted = z.infer<typeof TouchAccepted>
