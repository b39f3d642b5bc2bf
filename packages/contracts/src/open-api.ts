import { z } from 'zod'
import { ApiError, CampaignAnalyticsAnswer, CaptureAccepted, LeadStatusAnswer } from './capture-answers.ts'
import { CaptureBody } from './capture-body.ts'
import type { ErrorCode } from './errors.ts'
import { SpendAccepted, SpendBody } from './spend.ts'
import { PageView, TouchAccepted } from './touches.ts'

type Json = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType): Json => {
  const {
    $defs,
    $ref,
    $schema: _,
    ...own
  } = z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>
  const name = typeof $ref === 'string' ? $ref.slice($ref.lastIndexOf('/') + 1) : ''
  return (($defs as Record<string, Json> | undefined)?.[name] ?? own) as Json
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string): Json => ({ content: { 'application/json': { schema: ref(name) } } })

/** What each refusal of the public API means, by status. */
export const API_REFUSALS: Readonly<Record<string, readonly (readonly [ErrorCode, string])[]>> = {
  400: [
    ['VALIDATION_ERROR', 'A field is missing or cannot be taken; `field` says which.'],
    ['CONSENT_REQUIRED', 'The campaign asks for `form_metadata.consent_given: true`.'],
  ],
  401: [
    ['INVALID_CAMPAIGN_TOKEN', 'The campaign token is missing or is not the campaign’s.'],
    ['UNAUTHENTICATED', 'The API key is missing or not known.'],
  ],
  403: [
    ['ORIGIN_NOT_ALLOWED', 'The website is not on the list of the campaign.'],
    ['FORBIDDEN', 'The API key may not do this.'],
  ],
  404: [
    ['UNKNOWN_CAMPAIGN', 'There is no campaign with this id.'],
    ['LEAD_NOT_FOUND', 'There is no such lead for who asks: unknown and foreign ones look alike.'],
  ],
  409: [
    [
      'DUPLICATE_SUBMISSION',
      'The same e-mail came to the same campaign within 24 hours; `lead_id` is the earlier lead.',
    ],
    ['CAMPAIGN_NOT_ACTIVE', 'The campaign is paused, has not begun or has ended.'],
    ['IDEMPOTENCY_IN_PROGRESS', 'The same request is still being worked on. Ask again after `Retry-After`.'],
  ],
  413: [['PAYLOAD_TOO_LARGE', 'The body has more than two megabytes.']],
  415: [['UNSUPPORTED_MEDIA_TYPE', 'The body is not `application/json`.']],
  422: [['IDEMPOTENCY_MISMATCH', 'The idempotency key was used for another body.']],
  429: [['RATE_LIMITED', 'Too many requests. Come back after `Retry-After` seconds.']],
  503: [['UNAVAILABLE', 'The database is away or too many wait. Nothing is lost: send the same again.']],
}

const refusals = (statuses: readonly number[]): Json =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: API_REFUSALS[status]!.map(([code, text]) => `\`${code}\`: ${text}`).join(' '),
        ...json('Error'),
      },
    ]),
  )

const header = (name: string, description: string, required = false): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})
const inPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } })
const inQuery = (name: string, description: string, format?: string): Json => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', ...(format ? { format } : {}) },
})

const capture: Json = {
  operationId: 'captureLead',
  summary: 'Hand in a submission',
  description:
    'A request of a browser carries `Origin`, which must be on the list of the campaign. Without an `Origin` send the campaign token or an API key. Send an `Idempotency-Key` and a repeated request is answered as the first one was, for 24 hours.',
  parameters: [
    header('X-Campaign-Token', 'The token of the campaign. Public: it only lets submissions in.'),
    header('X-Api-Key', 'An API key with the right `capture`; `Authorization: Bearer` does the same.'),
    header('Idempotency-Key', 'Your own name for this submission, at most 255 characters.'),
  ],
  requestBody: { required: true, ...json('CaptureBody') },
  responses: {
    201: { description: 'Stored, scored and given to somebody.', ...json('CaptureAccepted') },
    202: {
      description: 'Stored over the hourly limit; let in when there is room.',
      ...json('CaptureAccepted'),
    },
    ...refusals([400, 401, 403, 404, 409, 413, 415, 422, 429, 503]),
  },
}

const status: Json = {
  operationId: 'leadStatus',
  summary: 'Ask where a lead stands',
  parameters: [
    inPath('lead_id'),
    header('X-Status-Token', 'The `status_token` that the submission was answered with.'),
    inQuery('token', 'The same, in the address.'),
    header('X-Api-Key', 'Or an API key with the right `leads.read`.'),
  ],
  responses: { 200: { description: 'Where it stands.', ...json('LeadStatus') }, ...refusals([404, 503]) },
}

const touch: Json = {
  operationId: 'recordTouch',
  summary: 'Say that a page was seen',
  description:
    'What the tracker reports by itself: a view of a page of the campaign, by the random id of its visitor and without personal data; and once more, with `seconds_on_page`, when the page is left. `Content-Type` may also be `text/plain`, which browsers send without asking first. Addresses have a limit of their own here.',
  parameters: [
    header('X-Campaign-Token', 'The token of the campaign; `campaign_token` in the body does the same.'),
  ],
  requestBody: { required: true, ...json('PageView') },
  responses: {
    202: { description: 'Recorded.', ...json('TouchAccepted') },
    ...refusals([400, 401, 403, 404, 409, 413, 415, 429, 503]),
  },
}

const analytics: Json = {
  operationId: 'campaignAnalytics',
  summary: 'Read the figures of a campaign',
  parameters: [
    inPath('campaign_id'),
    inQuery('start', 'First day, in the organization’s time zone. Absent: 30 days before the last.', 'date'),
    inQuery('end', 'Last day, included. Absent: today.', 'date'),
    header('X-Api-Key', 'An API key with the right `analytics.read`.', true),
  ],
  responses: {
    200: { description: 'The figures.', ...json('CampaignAnalytics') },
    ...refusals([400, 401, 403, 404, 503]),
  },
}

const spend: Json = {
  operationId: 'recordSpend',
  summary: 'Record what days of a campaign cost',
  description:
    'Replaces what the same `source` reported for the same days. Sending the same again changes nothing. All of it is taken, or nothing.',
  parameters: [inPath('campaign_id'), header('X-Api-Key', 'An API key with the right `spend.write`.', true)],
  requestBody: { required: true, ...json('SpendBody') },
  responses: {
    200: { description: 'What changed.', ...json('SpendAccepted') },
    ...refusals([400, 401, 403, 404, 413, 415, 503]),
  },
}

/** The public API as an OpenAPI 3.1 document, made from the schemas that check the requests. */
export const openApiDocument = (serverUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Tributary public API',
    version: '1',
    description: 'Hand in submissions, ask where they stand, and read what a campaign brought.',
  },
  servers: [{ url: serverUrl }],
  paths: {
    '/v1/api/leads': { post: capture },
    '/v1/api/leads/{lead_id}/status': { get: status },
    '/v1/api/touches': { post: touch },
    '/v1/api/campaigns/{campaign_id}/analytics': { get: analytics },
    '/v1/api/campaigns/{campaign_id}/spend': { put: spend },
  },
  components: {
    schemas: {
      CaptureBody: schemaOf(CaptureBody),
      CaptureAccepted: schemaOf(CaptureAccepted),
      PageView: schemaOf(PageView),
      TouchAccepted: schemaOf(TouchAccepted),
      SpendBody: schemaOf(SpendBody),
      SpendAccepted: schemaOf(SpendAccepted),
      LeadStatus: schemaOf(LeadStatusAnswer),
      CampaignAnalytics: schemaOf(CampaignAnalyticsAnswer),
      Error: schemaOf(ApiError),
    },
  },
})
export type OpenApiDocument = ReturnType<typeof openApiDocument>
