import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/contracts'
import * as z from 'zod/mini'

const id = z.catch(z.optional(z.uuid()), undefined)

/** What the address of the delivery log holds. */
export const DeliverySearch = z.object({
  state: z.catch(z.optional(z.enum(EFFECT_STATES)), undefined),
  kind: z.catch(z.optional(z.enum(EFFECT_KINDS)), undefined),
  lead: id,
  open: id,
})
export type DeliverySearch = Partial<z.infer<typeof DeliverySearch>>
