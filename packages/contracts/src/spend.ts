import { FIELD_LIMITS } from '@tributary/leads/lists'
import { SPEND_WAYS } from '@tributary/ledger/lists'
import { z } from 'zod'
import { DatePeriod } from './dashboard.ts'
import { Money, Named } from './lead-list.ts'

/** How much may be spent in one line, in minor units; sums of a million of them are still exact. */
export const MOST_SPENT = 1_000_000_000_000
/** A file or a request holds at most so many lines. */
export const MOST_SPEND_LINES = 20_000

const Day = z.iso.date('Enter a date such as 2026-03-31.')
const Count = z.int('Enter a whole number.').min(0, 'Enter a number of 0 or more.').max(MOST_SPENT)
const Amount = z.int().min(0, 'Enter an amount of 0 or more.').max(MOST_SPENT)
const Source = z.string().trim().max(FIELD_LIMITS.source).default('')
const Content = z.string().trim().max(FIELD_LIMITS.utm).default('')
const Currency = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{3}$/, 'Enter the three letters of a currency, such as USD.')
  .toUpperCase()

/** Which line of which day: who reported it, and of which advertisement. `''` is nobody in particular, and all of them. */
const place = { campaignId: z.uuid('Choose a campaign.'), day: Day, source: Source, content: Content }

/** An entry by hand. What the same source says of that day's advertisement so far is replaced. */
export const RecordSpend = z.strictObject({
  ...place,
  /** In minor units. */
  amountMinor: Amount,
  /** Absent: the organization's. */
  currency: Currency.optional(),
  impressions: Count.default(0),
  clicks: Count.default(0),
})
export type RecordSpend = z.input<typeof RecordSpend>

export const RemoveSpend = z.strictObject(place)
export type RemoveSpend = z.input<typeof RemoveSpend>

export const SpendRow = z.object({
  campaign: Named,
  day: Day,
  source: z.string(),
  content: z.string(),
  amount: Money,
  impressions: z.int(),
  clicks: z.int(),
  way: z.enum(SPEND_WAYS),
  updatedAt: z.string(),
})
export type SpendRow = z.infer<typeof SpendRow>

export const ListSpend = z.strictObject({
  period: DatePeriod.optional(),
  campaignId: z.uuid().optional(),
  /** Where the page before ended. */
  cursor: z.string().max(1000).nullish(),
  size: z.int().min(1).max(200).default(50),
})
export type ListSpend = z.input<typeof ListSpend>

export const SpendSum = z.object({
  currency: z.string(),
  lines: z.int(),
  amountMinor: z.int(),
  impressions: z.int(),
  clicks: z.int(),
})
export type SpendSum = z.infer<typeof SpendSum>

/** The newest days first; the sums are those of the whole question, not of the page. */
export const SpendPage = z.object({
  items: z.array(SpendRow),
  nextCursor: z.string().nullable(),
  sums: z.array(SpendSum),
})
export type SpendPage = z.infer<typeof SpendPage>

/** What recording did. A line that says what stood there already is `unchanged` and leaves no trace. */
export const SpendChanged = z.object({
  added: z.int(),
  replaced: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  /** Takes all of it back at once; null when nothing changed. */
  undoId: z.uuid().nullable(),
})
export type SpendChanged = z.infer<typeof SpendChanged>

/** The columns of a file, by the names its header may use. Only the first three must be there. */
export const SPEND_COLUMNS = [
  'campaign_id',
  'date',
  'spend',
  'impressions',
  'clicks',
  'currency',
  'source',
  'content',
] as const
export type SpendColumn = (typeof SPEND_COLUMNS)[number]

export const ImportSpend = z.strictObject({
  /** The text of the file: a header and one row per campaign and day. */
  csv: z
    .string()
    .min(1, 'The file is empty.')
    .max(4_000_000, 'The file is too large. Four megabytes are the most.'),
  /** As messages name the file. */
  name: z.string().trim().max(200).default('file'),
  /** Only looks at it: nothing is written. */
  dryRun: z.boolean().default(false),
})
export type ImportSpend = z.input<typeof ImportSpend>

export const SpendFault = z.object({
  /** 1 is the first row below the header; null where the file as a whole is meant. */
  row: z.int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
})
export type SpendFault = z.infer<typeof SpendFault>

/** With faults nothing was written. The first hundred are listed. */
export const SpendImported = SpendChanged.extend({
  rows: z.int(),
  written: z.boolean(),
  faults: z.array(SpendFault),
  moreFaults: z.int(),
  /** From the first to the last day of the file; null without a row. */
  period: z.object({ start: Day, end: Day }).nullable(),
  sums: z.array(SpendSum),
})
export type SpendImported = z.infer<typeof SpendImported>

const decimal = z
  .union([z.number(), z.string()])
  .describe('In major units of the currency, such as 125.50; a text keeps every digit.')

/** The body of `PUT /v1/api/campaigns/{campaign_id}/spend`. */
export const SpendBody = z
  .strictObject({
    source: Source.describe(
      'Who reports, such as `google`. All lines it reported for these days are replaced.',
    ),
    currency: Currency.optional().describe('ISO 4217; absent: the currency of the organization.'),
    days: z
      .array(
        z.strictObject({
          date: Day.describe('A day of the organization’s calendar.'),
          spend: decimal,
          impressions: Count.default(0),
          clicks: Count.default(0),
          content: Content.describe('`utm_content` of the advertisement; absent: the campaign as a whole.'),
        }),
      )
      .min(1, 'Send at least one day.')
      .max(MOST_SPEND_LINES, `Send at most ${MOST_SPEND_LINES} lines.`),
  })
  .meta({ id: 'SpendBody', description: 'What days of a campaign cost and brought.' })
export type SpendBody = z.infer<typeof SpendBody>

export const SpendAccepted = z
  .object({
    campaign_id: z.string(),
    added: z.int(),
    replaced: z.int(),
    removed: z.int().describe('Lines of these days and this source that the request did not repeat.'),
    unchanged: z.int(),
  })
  .meta({ id: 'SpendAccepted', description: 'What stands there now differs in so many lines.' })
export type SpendAccepted = z.infer<typeof SpendAccepted>

export const UndoSpend = z.strictObject({ undoId: z.uuid() })
export type UndoSpend = z.infer<typeof UndoSpend>
