import { z } from 'zod'

/**
 * What open screens are told. Topics only: `lead:<id>`, `leads`, `campaigns`, `dashboard`, `settings`, `effects`,
 * `forecast`; the
 * screen reads again what it shows of them. `everything` comes first and after a reconnect.
 */
export const LiveNews = z.union([
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('changed'), topics: z.array(z.string()) }),
])
export type LiveNews = z.infer<typeof LiveNews>
