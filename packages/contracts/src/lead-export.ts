import { z } from 'zod'
import { LeadFilter, LeadSort } from './lead-list.ts'

/** What an export can hold, in the order in which it is offered. */
export const EXPORT_COLUMNS = [
  'leadId',
  'name',
  'email',
  'phone',
  'company',
  'industry',
  'country',
  'region',
  'campaign',
  'product',
  'service',
  'urgency',
  'way',
  'channel',
  'source',
  'content',
  'score',
  'grade',
  'temperature',
  'trust',
  'stage',
  'review',
  'reviewReason',
  'lostReason',
  'owner',
  'value',
  'currency',
  'nextStep',
  'nextStepAt',
  'responseDueAt',
  'firstContactedAt',
  'capturedAt',
  'updatedAt',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/** An export is what the list shows: the same filter, the same order, the chosen columns. */
export const ExportLeads = z.strictObject({
  filter: LeadFilter.default({}),
  /** All that match but these, as in a bulk change. */
  except: z.array(z.uuid()).max(1000).default([]),
  sort: LeadSort.default({ by: 'captured', direction: 'desc' }),
  columns: z
    .array(z.enum(EXPORT_COLUMNS))
    .min(1, 'Choose at least one column.')
    .max(EXPORT_COLUMNS.length)
    .default([...EXPORT_COLUMNS]),
  /** Texts as they are, for programs; without it no cell can be run as a formula. */
  raw: z.boolean().default(false),
})
export type ExportLeads = z.infer<typeof ExportLeads>
