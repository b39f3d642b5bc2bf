import { z } from 'zod'
import { DEAL_SORTS, DealFilter } from './deals.ts'
import { LEAD_SORTS, LeadFilter } from './lead-list.ts'

const look = {
  direction: z.enum(['asc', 'desc']).optional(),
  /** The columns that are put away; absent means as everybody begins. */
  hide: z.array(z.string().max(40)).max(40).optional(),
}
const LastingLeadFilter = LeadFilter.omit({ text: true, ids: true })

/** What a view shows. What was typed to find somebody is personal and stays out, as do leads that were picked one by one. */
export const LeadViewSearch = z.strictObject({
  filter: LastingLeadFilter.default({}),
  sort: z.enum(LEAD_SORTS).optional(),
  ...look,
})
export type LeadViewSearch = z.infer<typeof LeadViewSearch>

/** Of deals, under the same rule; whether they stand on the board is part of it. */
export const DealViewSearch = z.strictObject({
  filter: DealFilter.omit({ ids: true, leadIds: true })
    .extend({ leads: LastingLeadFilter.optional() })
    .default({}),
  sort: z.enum(DEAL_SORTS).optional(),
  ...look,
  view: z.literal('board').optional(),
})
export type DealViewSearch = z.infer<typeof DealViewSearch>

const leads = { list: z.literal('leads'), search: LeadViewSearch }
const deals = { list: z.literal('deals'), search: DealViewSearch }

const name = z.string().trim().min(1, 'Give the view a name.').max(60, 'At most 60 characters.')

/** What a person says of a view. */
export const NamedView = z.strictObject({ name, shared: z.boolean() })
export type NamedView = z.infer<typeof NamedView>

export const SaveView = z.discriminatedUnion('list', [NamedView.extend(leads), NamedView.extend(deals)])
export type SaveView = z.infer<typeof SaveView>

const changed = NamedView.partial().extend({ id: z.uuid() })

/** What is absent stays. */
export const ChangeView = z.discriminatedUnion('list', [
  changed.extend({ ...leads, search: LeadViewSearch.optional() }),
  changed.extend({ ...deals, search: DealViewSearch.optional() }),
])
export type ChangeView = z.infer<typeof ChangeView>

export const ViewId = z.strictObject({ id: z.uuid() })
export type ViewId = z.infer<typeof ViewId>

const saved = z.object({
  id: z.uuid(),
  name: z.string(),
  shared: z.boolean(),
  /** Whose it is. */
  by: z.string(),
  /** Whether this person may change it. */
  mine: z.boolean(),
})

export const SavedView = z.discriminatedUnion('list', [saved.extend(leads), saved.extend(deals)])
export type SavedView = z.infer<typeof SavedView>
/** The lists that views are kept of. */
export type ViewList = SavedView['list']
