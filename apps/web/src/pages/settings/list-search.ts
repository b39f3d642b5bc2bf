import { searchOf, text } from '../../routes/read-search.ts'

/** What the address of a small list holds: what is searched, the order, and the open record (`new` for one to come). */
export const readListSearch = searchOf({ q: text, sort: text, open: text })
export type ListSearch = ReturnType<typeof readListSearch>
