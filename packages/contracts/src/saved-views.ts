import { z } from 'zod'
import { LEAD_SORTS, LeadFilter } from './lead-list.ts'

/** What a view shows. What was typed to find somebody is personal and stays out, as do leads that were picked one by one. */
export const ViewSearch = z.strictObject({
  filter: LeadFilter.omit({ text: true, ids: true }).default({}),
  sort: z.enum(LEAD_SORTS).optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  /** The columns that are put away; absent means as everybody begins. */
  hide: z.array(z.string().max(40)).max(40).optional(),
})
export type ViewSearch = z.infer<typeof ViewSearch>

const name = z.string().trim().min(1, 'Give the view a name.').max(60, 'At most 60 characters.')

export const SaveView = z.strictObject({ name, shared: z.boolean().default(false), search: ViewSearch })
export type SaveView = z.infer<typeof SaveView>

/** What is absent stays. */
export const ChangeView = z.strictObject({
  id: z.uuid(),
  name: name.optional(),
  shared: z.boolean().optional(),
  search: ViewSearch.optional(),
})
export type ChangeView = z.infer<typeof ChangeView>

export const ViewId = z.strictObject({ id: z.uuid() })
export type ViewId = z.infer<typeof ViewId>

export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  shared: z.boolean(),
  /** Whose it is. */
  by: z.string(),
  /** Whether this person may change it. */
  mine: z.boolean(),
  search: ViewSearch,
})
export type SavedView = z.infer<typeof SavedView>
