import { ATTRIBUTION_MODELS, DIMENSIONS } from '@tributary/attribution/lists'
import { z } from 'zod'
import { DashboardReading, DatePeriod } from './dashboard.ts'
import { DealCard } from './deals.ts'
import { Named } from './lead-list.ts'

export {
  ATTRIBUTION_MODELS,
  type AttributionModel,
  DIMENSIONS as ATTRIBUTION_DIMENSIONS,
  type Dimension as AttributionDimension,
  NOT_SET,
  UNATTRIBUTED,
} from '@tributary/attribution/lists'

/** The models of the product: `shapley-ordered` is for the command line, where somebody waits for it. */
export const OFFERED_MODELS = ATTRIBUTION_MODELS.filter((model) => model !== 'shapley-ordered')
export type OfferedModel = Exclude<(typeof ATTRIBUTION_MODELS)[number], 'shapley-ordered'>
const Model = z.enum(ATTRIBUTION_MODELS).exclude(['shapley-ordered'])

/** So many days before a deal was won its touches count. */
export const LOOKBACK_DAYS = [7, 14, 30, 60, 90, 180, 365] as const
export type LookbackDays = (typeof LOOKBACK_DAYS)[number]
const Lookback = z.literal(LOOKBACK_DAYS)

/** What one step back leaves of what a touch earns in position decay; the brief's is 0.5. */
export const DECAY_RATES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const
export type DecayRate = (typeof DECAY_RATES)[number]

const By = z.enum(DIMENSIONS)

const question = {
  /** The days on which the deals were won. Absent: the last 30. */
  period: DatePeriod.optional(),
  /** Absent: the organization's. */
  lookbackDays: Lookback.optional(),
}

export const AttributionInput = z.strictObject({
  ...question,
  by: By.default('channel'),
  /** The days to compare with. */
  against: DatePeriod.optional(),
})
export type AttributionInput = z.input<typeof AttributionInput>

const Range = z.tuple([z.number(), z.number()])

/** What one model gives a row. */
export const ModelCell = z.object({
  /** Minor units; the rows add up to what was won, to the cent. */
  minor: z.int(),
  /** Won deals, in parts of a deal. */
  deals: z.number(),
  /** How many deals gave something to it. */
  credited: z.int(),
  /** Between which amounts and counts 90 of 100 drawings of the same market would lie. Absent: nothing to draw from. */
  interval: z.object({ minor: Range, deals: Range }).optional(),
  /** The same row of the period before. */
  previousMinor: z.int().nullable(),
})
export type ModelCell = z.infer<typeof ModelCell>

export const AttributionRow = z.object({
  /** The channel, the campaign's id, the source or the content; `(not set)`, `(other)` or `(unattributed)`. */
  value: z.string(),
  label: z.string(),
  /** Touches of won deals within the window. */
  touches: z.int(),
  /** Won deals with at least one of them. */
  deals: z.int(),
  cells: z.partialRecord(Model, ModelCell),
  /** Markov: the part of conversions that would be lost without it, 0 to 1. */
  removalEffect: z.number().optional(),
})
export type AttributionRow = z.infer<typeof AttributionRow>

export const OTHER_ROWS = '(other)'

/** Deals in a group: by how many touches they had, or how long they took. */
export const DealGroup = z.object({
  id: z.string(),
  from: z.int(),
  /** Null: and more. */
  to: z.int().nullable(),
  deals: z.int(),
  minor: z.int(),
})
export type DealGroup = z.infer<typeof DealGroup>

/** Deals that were opened in the period, by the source of their lead, how far they came, and how they stand. */
export const FlowLink = z.object({
  source: z.string(),
  step: z.string(),
  outcome: z.enum(['open', 'won', 'lost']),
  deals: z.int(),
  minor: z.int(),
})
export type FlowLink = z.infer<typeof FlowLink>

const OrderFit = z.object({ order: z.int(), bic: z.number() })

export const AttributionTable = z.object({
  rows: z.array(AttributionRow),
  /** Pairs that the data cannot put in order, by model. */
  ties: z.partialRecord(Model, z.array(z.tuple([z.string(), z.string()]))),
  /** Rows that occur in exactly the same journeys: no such data can tell them apart. */
  alwaysTogether: z.array(z.array(z.string())),
  /** Which order of the Markov chain the journeys support; the table uses the first. Null: too few to say. */
  order: z.object({ used: z.int(), advised: z.int(), fits: z.array(OrderFit) }).nullable(),
})
export type AttributionTable = z.infer<typeof AttributionTable>

/** One stored result. It is a state of the ledger at a time; a newer one replaces it whole. */
export const AttributionResult = AttributionTable.extend({
  id: z.uuid(),
  /** Which state of the ledger it shows. */
  asOf: z.iso.datetime(),
  wonMinor: z.int(),
  wonDeals: z.int(),
  /** Deals without a touch in the window. */
  unattributed: z.object({ deals: z.int(), minor: z.int() }),
  /** People whose journeys were read, won or not. */
  journeys: z.int(),
  pathLengths: z.array(DealGroup),
  /** Days from the first touch in the window to the day of the win. */
  daysToClose: z.object({ median: z.number().nullable(), groups: z.array(DealGroup) }),
  flow: z.array(FlowLink),
  previous: z.object({ wonMinor: z.int(), wonDeals: z.int(), asOf: z.iso.datetime() }).nullable(),
  /** Currencies in which deals were won that the table leaves out. */
  otherCurrencies: z.array(z.string()),
})
export type AttributionResult = z.infer<typeof AttributionResult>

/** How the organization counts: a table shows other windows too, the decay rate is always this one. */
export const AttributionSettings = z.object({ model: Model, lookbackDays: z.int(), decayRate: z.number() })
export type AttributionSettings = z.infer<typeof AttributionSettings>

export const AttributionAnswer = DashboardReading.omit({ asOf: true }).extend({
  by: By,
  lookbackDays: z.int(),
  /** The organization's own, by which ROAS, CAC and campaign revenue are counted. */
  chosen: AttributionSettings,
  /** Null while the first result is under way: a moment later it is there. */
  result: AttributionResult.nullable(),
  /** A newer result, with what changed since, is under way. */
  isRefreshing: z.boolean(),
})
export type AttributionAnswer = z.infer<typeof AttributionAnswer>

/** Which deals: those that earned a cell, or those of a mark. */
export const AttributionDealsInput = z.strictObject({
  resultId: z.uuid(),
  of: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cell'), by: By, value: z.string().max(300), model: Model }),
    z.strictObject({ kind: z.literal('touches'), from: z.int(), to: z.int().nullable() }),
    z.strictObject({ kind: z.literal('days'), from: z.int(), to: z.int().nullable() }),
    z.strictObject({
      kind: z.literal('flow'),
      /** Absent: of every source. */
      source: z.string().max(100).optional(),
      step: z.string().max(30),
      outcome: z.enum(['open', 'won', 'lost']).optional(),
    }),
    z.strictObject({ kind: z.literal('won') }),
  ]),
  cursor: z.string().max(200).nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type AttributionDealsInput = z.input<typeof AttributionDealsInput>

export const CreditedDeal = z.object({
  dealId: z.uuid(),
  /** As the deal stands now; null when it or its lead is gone since. */
  deal: DealCard.nullable(),
  /** As it stood in the result. */
  amountMinor: z.int(),
  wonAt: z.iso.datetime().nullable(),
  touches: z.int(),
  /** What it gave to the cell; the whole amount where no cell was asked for. */
  creditMinor: z.int(),
})
export type CreditedDeal = z.infer<typeof CreditedDeal>

export const AttributionDeals = z.object({
  items: z.array(CreditedDeal),
  nextCursor: z.string().nullable(),
  /** What all of them give together, and how many they are. */
  total: z.object({ deals: z.int(), minor: z.int() }),
  currency: z.string(),
  asOf: z.iso.datetime(),
})
export type AttributionDeals = z.infer<typeof AttributionDeals>

export const TouchStripInput = z.strictObject({
  dealId: z.uuid(),
  /** Of a stored result, as it stood then; absent: as it is now, in the organization's window. */
  resultId: z.uuid().optional(),
})
export type TouchStripInput = z.input<typeof TouchStripInput>

/** One visit of a person, by what brought them. */
export const SeenTouch = z.object({
  at: z.iso.datetime(),
  channel: z.string(),
  source: z.string(),
  content: z.string().nullable(),
  campaign: Named.nullable(),
  /** In this visit the form was sent. */
  isLead: z.boolean(),
})
export type SeenTouch = z.infer<typeof SeenTouch>

/** The touches of one won deal, oldest first, with what each earned by each model that looks at one deal alone. */
export const TouchStrip = z.object({
  dealId: z.uuid(),
  amountMinor: z.int(),
  currency: z.string(),
  wonAt: z.iso.datetime(),
  lookbackDays: z.int(),
  touches: z.array(
    SeenTouch.extend({
      credits: z.partialRecord(Model, z.object({ share: z.number(), minor: z.int() })),
    }),
  ),
})
export type TouchStrip = z.infer<typeof TouchStrip>

export const LeadJourneyInput = z.strictObject({ leadId: z.uuid() })
export type LeadJourneyInput = z.infer<typeof LeadJourneyInput>

/** The touches of a lead's person up to now, oldest first, whether a deal was won or not. */
export const LeadJourney = z.object({
  /** The newest of them. */
  touches: z.array(SeenTouch),
  /** How many came before those. */
  earlier: z.int(),
})
export type LeadJourney = z.infer<typeof LeadJourney>

export const ChooseAttribution = z.strictObject({
  model: Model,
  lookbackDays: Lookback,
  /** Absent: it stays. */
  decayRate: z.literal(DECAY_RATES).optional(),
})
export type ChooseAttribution = z.infer<typeof ChooseAttribution>
