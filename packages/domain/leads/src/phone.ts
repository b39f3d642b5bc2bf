/** What a phone library says about a number. Possible means the length fits; valid means the range is in use. */
export type PhoneFacts = {
  /** The number as typed, cleaned. */
  readonly raw: string
  /** The international form, `+` and digits. */
  readonly e164: string
  /** ISO 3166-1 alpha-2, where the number tells. */
  readonly country: string | null
  readonly possible: boolean
  readonly valid: boolean
  readonly line: 'mobile' | 'fixed' | 'unknown'
}

export type PhoneOutcome =
  | { readonly kind: 'absent' }
  | { readonly kind: 'given'; readonly phone: PhoneFacts }
  | { readonly kind: 'refused'; readonly reason: 'impossible' }

/**
 * Whether a phone number is taken: a possible one is, also when it is not known to be in use (numbering plans change
 * faster than their tables); an impossible one is refused; none is no fault.
 *
 * `+1-555-123-4567` is possible and not valid, and is taken; `12345` is neither, and is refused.
 */
export const decidePhone = (
  typed: string | null | undefined,
  facts: PhoneFacts | undefined,
): PhoneOutcome => {
  if (!typed || typed.trim() === '') return { kind: 'absent' }
  return facts?.possible ? { kind: 'given', phone: facts } : { kind: 'refused', reason: 'impossible' }
}
