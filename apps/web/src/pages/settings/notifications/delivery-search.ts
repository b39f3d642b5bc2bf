import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/contracts'
import { z } from 'zod'

/** What the address of the delivery log holds. */
export const DeliverySearch = z.object({
  state: z.enum(EFFECT_STATES).optional().catch(undefined),
  kind: z.enum(EFFECT_KINDS).optional().catch(undefined),
  lead: z.uuid().optional().catch(undefined),
  open: z.uuid().optional().catch(undefined),
})
export type DeliverySearch = z.infer<typeof DeliverySearch>
