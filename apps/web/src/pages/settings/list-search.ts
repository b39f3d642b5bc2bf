import * as z from 'zod/mini'

// The router reads `?q=42` as a number.
const text = z.catch(z.optional(z.union([z.string(), z.pipe(z.number(), z.transform(String))])), undefined)

/** What the address of a small list holds: what is searched, the order, and the open record (`new` for one to come). */
export const ListSearch = z.object({ q: text, sort: text, open: text })
export type ListSearch = z.infer<typeof ListSearch>
