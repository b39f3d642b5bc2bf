import { NEXT_ACTIONS, PUBLIC_STATUSES } from '@tributary/leads/lists'
import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from './errors.ts'

const leadId = z
  .string()
  .regex(/^lead_[0-9a-hjkmnp-tv-z]{26}$/)
  .describe('`lead_` and 26 characters. It tells nothing and cannot be guessed.')

/** What a captured submission is answered, with 201; held ones with 202 and `quarantined`. */
export const CaptureAccepted = z
  .object({
    success: z.literal(true),
    lead_id: leadId,
    message: z.string(),
    next_steps: z.object({
      expected_response_time: z.string().describe('Such as "2 hours"; the status page tells the same.'),
      contact_method: z.literal('email'),
      tracking_enabled: z.boolean(),
    }),
    status_token: z.string().describe('Opens the status of this lead for 90 days.'),
    quarantined: z
      .literal(true)
      .optional()
      .describe('Kept over the hourly limit; it is let in when there is room.'),
    warnings: z.array(z.string()).optional().describe('Names the keys that were dropped.'),
  })
  .meta({ id: 'CaptureAccepted', description: 'The submission is stored.' })
export type CaptureAccepted = z.infer<typeof CaptureAccepted>

export const LeadStatusAnswer = z
  .object({
    lead_id: leadId,
    status: z.enum(PUBLIC_STATUSES),
    last_updated: z.iso.datetime(),
    assigned_to: z
      .string()
      .nullable()
      .describe('The first name of whoever takes care of it; never an address.'),
    next_action: z.enum(NEXT_ACTIONS),
    estimated_response_time: z.string(),
  })
  .meta({ id: 'LeadStatus', description: 'Where a lead stands.' })
export type LeadStatusAnswer = z.infer<typeof LeadStatusAnswer>

export const ApiError = z
  .object({
    success: z.literal(false),
    error: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().describe('Written for a person, says what to do.'),
    field: z.string().optional().describe('Dotted path of the field at fault, such as `contact.email`.'),
    code: z.int().describe('The HTTP status.'),
    lead_id: leadId.optional().describe('Of the earlier submission, with `DUPLICATE_SUBMISSION`.'),
    request_id: z.string().optional(),
  })
  .meta({ id: 'Error', description: 'What went wrong, and where.' })
export type ApiError = z.infer<typeof ApiError>

/** How the analytics of a campaign are answered; money is in major units of `currency`. */
export const CampaignAnalyticsAnswer = z
  .object({
    campaign_id: z.string(),
    campaign_name: z.string(),
    period: z.object({ start: z.iso.date(), end: z.iso.date() }),
    currency: z.string().length(3),
    metrics: z.object({
      total_leads: z.int(),
      qualified_leads: z.int(),
      conversion_rate: z.number().nullable(),
      average_lead_score: z.number().nullable(),
      cost_per_lead: z.number().nullable(),
      revenue_generated: z.number().nullable(),
    }),
    lead_sources: z.record(z.string(), z.int()),
    top_performing_content: z.array(
      z.object({ utm_content: z.string(), leads: z.int(), conversion_rate: z.number().nullable() }),
    ),
  })
  .meta({ id: 'CampaignAnalytics', description: 'The figures of a campaign over a period.' })
export type CampaignAnalyticsAnswer = z.infer<typeof CampaignAnalyticsAnswer>
