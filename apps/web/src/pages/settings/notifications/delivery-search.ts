import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/contracts'
import { oneOf, searchOf, uuid } from '../../../routes/read-search.ts'

/** What the address of the delivery log holds. */
export const readDeliverySearch = searchOf({
  state: oneOf(EFFECT_STATES),
  kind: oneOf(EFFECT_KINDS),
  lead: uuid,
  open: uuid,
})
export type DeliverySearch = ReturnType<typeof readDeliverySearch>
