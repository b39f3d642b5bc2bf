import { DEAL_STAGES, DEAL_STEPS, LOST_REASONS } from '@tributary/leads/lists'
import { z } from 'zod'
import { WinEstimate } from './forecast.ts'
import { LeadFilter, LeadRow, Money } from './lead-list.ts'

const Day = z.iso.date('Enter a date such as 2026-03-31.')
const AmountMinor = z.int().min(0, 'Enter an amount of 0 or more.').max(1_000_000_000_000)
const Currency = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{3}$/, 'Enter the three letters of a currency, such as USD.')
  .toUpperCase()

/** Which deals. `leads` narrows by what their leads are: owner, campaign, words, industry, all that leads are filtered by. */
export const DealFilter = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(200).optional(),
  leadIds: z.array(z.uuid()).min(1).max(200).optional(),
  stage: z.array(z.enum(DEAL_STAGES)).min(1).max(DEAL_STAGES.length).optional(),
  lostReason: z.array(z.enum(LOST_REASONS)).min(1).max(LOST_REASONS.length).optional(),
  currency: z.array(Currency).min(1).max(20).optional(),
  amountFrom: AmountMinor.optional(),
  amountTo: AmountMinor.optional(),
  /** What the model in force says, 0 to 1; deals it says nothing of are left away. */
  probabilityFrom: z.number().min(0).max(1).optional(),
  expectedFrom: Day.optional(),
  expectedTo: Day.optional(),
  /** Only those without an expected close. */
  undated: z.literal(true).optional(),
  openedFrom: Day.optional(),
  openedTo: Day.optional(),
  closedFrom: Day.optional(),
  closedTo: Day.optional(),
  leads: LeadFilter.optional(),
})
export type DealFilter = z.input<typeof DealFilter>

export const DEAL_SORTS = ['amount', 'expected', 'probability', 'opened', 'closed', 'updated'] as const
export type DealSortKey = (typeof DEAL_SORTS)[number]

export const ListDeals = z.strictObject({
  filter: DealFilter.default({}),
  sort: z
    .strictObject({
      by: z.enum(DEAL_SORTS).default('opened'),
      direction: z.enum(['asc', 'desc']).default('desc'),
    })
    .default({ by: 'opened', direction: 'desc' }),
  /** Where the page before ended. */
  cursor: z.string().max(1000).nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type ListDeals = z.input<typeof ListDeals>

/** A deal with its lead: whose it is, what comes next and who may change it are the lead's. */
export const DealCard = z.object({
  id: z.uuid(),
  lead: LeadRow,
  amount: Money,
  stage: z.enum(DEAL_STAGES),
  /** How far a closed deal came; of an open one its stage. */
  step: z.enum(DEAL_STEPS),
  /** Since when it has stood in this column. */
  stageSince: z.string(),
  expectedClose: Day.nullable(),
  lostReason: z.enum(LOST_REASONS).nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  updatedAt: z.string(),
  /** What the model in force says, 0 to 1; null while none does. */
  probability: z.number().nullable(),
})
export type DealCard = z.infer<typeof DealCard>

export const DealPage = z.object({ items: z.array(DealCard), nextCursor: z.string().nullable() })
export type DealPage = z.infer<typeof DealPage>

export const DealSum = z.object({
  currency: z.string(),
  n: z.int(),
  amountMinor: z.int(),
  /** Each deal by its probability, or by the base rate of its step; null while neither is known. */
  weightedMinor: z.int().nullable(),
})
export type DealSum = z.infer<typeof DealSum>

/** What the deals of a filter add up to, column by column. */
export const DealSums = z.object({
  columns: z.array(
    z.object({
      stage: z.enum(DEAL_STAGES),
      n: z.int(),
      sums: z.array(DealSum),
      /** Won of all closed deals that came at least as far; null with fewer than ten. */
      baseRate: z.number().nullable(),
    }),
  ),
})
export type DealSums = z.infer<typeof DealSums>

export const SumDeals = z.strictObject({ filter: DealFilter.default({}) })
export type SumDeals = z.input<typeof SumDeals>

export const ReadBoard = z.strictObject({
  filter: DealFilter.default({}),
  /** Won and lost deals are shown of so many days. */
  closedDays: z.int().min(1).max(366).default(30),
  /** Cards in each column; the rest is read with `deals.list`. */
  size: z.int().min(1).max(50).default(20),
})
export type ReadBoard = z.input<typeof ReadBoard>

export const DealBoard = z.object({
  columns: z.array(
    DealSums.shape.columns.element.extend({ items: z.array(DealCard), nextCursor: z.string().nullable() }),
  ),
})
export type DealBoard = z.infer<typeof DealBoard>

export const DealId = z.strictObject({ id: z.uuid() })
export type DealId = z.infer<typeof DealId>

/** One fact about a deal, newest first. */
export const DealMoment = z.object({
  id: z.uuid(),
  at: z.string(),
  by: z.string().nullable(),
  words: z.string(),
  stage: z.enum(DEAL_STAGES).nullable(),
  amount: Money.nullable(),
})
export type DealMoment = z.infer<typeof DealMoment>

export const DealDetail = DealCard.extend({
  history: z.array(DealMoment),
  /** Why it will probably be won or not; of a closed deal what was told last before. */
  win: WinEstimate,
})
export type DealDetail = z.infer<typeof DealDetail>

/** A further deal of a lead; the lead then stands in `proposal`, unless it is won. */
export const CreateDeal = z.strictObject({
  leadId: z.uuid('Choose a lead.'),
  amountMinor: AmountMinor,
  /** Absent: the organization's. It stays for good. */
  currency: Currency.optional(),
  stage: z.enum(DEAL_STEPS).default('proposal'),
  expectedClose: Day.nullish(),
})
export type CreateDeal = z.input<typeof CreateDeal>

const stale = { expectedUpdatedAt: z.string().max(40).optional() }

export const EditDeal = z.strictObject({
  id: z.uuid(),
  amountMinor: AmountMinor.optional(),
  expectedClose: Day.nullable().optional(),
  ...stale,
})
export type EditDeal = z.input<typeof EditDeal>

/** To a step, to won or to lost; a closed deal that goes to a step is opened again. */
export const MoveDeals = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(200),
  to: z.enum(DEAL_STAGES),
  /** Needed for `lost`. */
  lostReason: z.enum(LOST_REASONS).nullish(),
  /** What was agreed on, of one deal. */
  amountMinor: AmountMinor.nullish(),
  ...stale,
})
export type MoveDeals = z.input<typeof MoveDeals>

/** What a change did; `undoId` goes to `leads.undo`, as every change of a lead. */
export const DealsChanged = z.object({
  changed: z.int(),
  unchanged: z.int(),
  undoId: z.uuid().nullable(),
  deals: z.array(DealCard),
})
export type DealsChanged = z.infer<typeof DealsChanged>
