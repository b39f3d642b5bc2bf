import { DAY } from '@tributary/kernel'

/** How long a second submission of the same e-mail to the same campaign counts as the same one, in milliseconds. */
export const TWIN_WINDOW = DAY

/**
 * Whether a submission is a twin of an earlier one with the same e-mail to the same campaign: less than 24 hours after
 * it. Exactly 24 hours later is a new lead of the same person. An earlier one that seems to lie in the future (clocks
 * differ between machines) is a twin too. Instants in milliseconds; no earlier one, no twin.
 *
 * `isTwin(0, 86_399_999)` is `true`, `isTwin(0, 86_400_000)` is `false`.
 */
export const isTwin = (previousCapturedAt: number | null | undefined, now: number): boolean =>
  previousCapturedAt != null && now - previousCapturedAt < TWIN_WINDOW

export type PersonTraces = {
  /** The contact that has this e-mail, if any. */
  readonly byEmail?: string | null
  /** The contacts that have this phone number, with the key of their names (`nameKey`). */
  readonly byPhone?: readonly { readonly contactId: string; readonly nameKey: string }[]
  readonly nameKey: string
}

export type Recognition =
  | { readonly kind: 'known'; readonly contactId: string }
  | { readonly kind: 'maybe'; readonly contactIds: readonly string[] }
  | { readonly kind: 'new' }

/**
 * Who a submission comes from. An e-mail address is a person. A phone number is not (families and offices share one):
 * together with the same name it is worth asking about, never enough to join two people by itself.
 *
 * `recognisePerson({ byEmail: 'c1', nameKey: 'divya rao' })` is `{ kind: 'known', contactId: 'c1' }`.
 */
export const recognisePerson = ({ byEmail, byPhone = [], nameKey }: PersonTraces): Recognition => {
  if (byEmail) return { kind: 'known', contactId: byEmail }
  const contactIds = byPhone
    .filter((each) => nameKey !== '' && each.nameKey === nameKey)
    .map((each) => each.contactId)
  return contactIds.length > 0 ? { kind: 'maybe', contactIds } : { kind: 'new' }
}
