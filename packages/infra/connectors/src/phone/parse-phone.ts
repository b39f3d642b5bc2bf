import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

export const PHONE_PROBLEMS = ['empty', 'too_long', 'not_a_number', 'impossible', 'no_country'] as const
/** `no_country`: digits that may well be a number, but without `+` and without a country nobody can say: never a reason to refuse. */
export type PhoneProblem = (typeof PHONE_PROBLEMS)[number]

/**
 * `possible`: the length fits its country. `valid`: the number lies in an assigned range; known test and fiction
 * numbers such as +1-555-123-4567 are possible and not valid, so nobody is refused for `valid`.
 */
export type Phone = {
  raw: string
  e164: string | null
  country: string | null
  possible: boolean
  valid: boolean
  /** `MOBILE`, `FIXED_LINE`, … of the numbering plan; null when it does not tell. */
  type: string | null
  problem: PhoneProblem | null
}

export type ParsePhone = (input: string, defaultCountry: string | null) => Phone

const LONGEST = 50
const SEVERAL_DIGITS = /\p{Nd}.*\p{Nd}/su

/** Six to fifteen digits with the usual separators: a number as it is dialled at home. */
const NATIONAL = /^[\s()./-]*(?:\d[\s()./-]*){6,15}$/

const without = (raw: string, problem: PhoneProblem): Phone => ({
  raw,
  e164: null,
  country: null,
  possible: false,
  valid: false,
  type: null,
  problem,
})

const countryOf = (code: string | null): CountryCode | undefined => {
  const upper = code?.toUpperCase()
  return upper !== undefined && isSupportedCountry(upper) ? upper : undefined
}

const read = (text: string, country: CountryCode | undefined): PhoneNumber | undefined =>
  parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })

const isPossible = (number: PhoneNumber | undefined): boolean => number?.isPossible() === true

/** As typed; or, where that is no number of the default country, with the `00` that most of the world dials for `+`. */
const readWritten = (raw: string, country: CountryCode | undefined): PhoneNumber | undefined => {
  const number = read(raw, country)
  if (isPossible(number) || !raw.startsWith('00')) return number
  const international = read(`+${raw.slice(2)}`, country)
  return isPossible(international) ? international : number
}

/** Reads a phone number as people write it; `defaultCountry` (ISO 3166, two letters) is used when it has no `+`. */
export const parsePhone: ParsePhone = (input, defaultCountry) => {
  if (input.length > LONGEST) return without(input.slice(0, LONGEST), 'too_long')
  const raw = input.trim()
  if (raw === '') return without(raw, 'empty')
  // Cheaper than the parser, and most of what is typed in jest ends here.
  if (!SEVERAL_DIGITS.test(raw)) return without(raw, 'not_a_number')
  const country = countryOf(defaultCountry)
  const number = readWritten(raw, country)
  if (number === undefined) {
    return without(raw, country === undefined && NATIONAL.test(raw) ? 'no_country' : 'not_a_number')
  }
  if (!number.isPossible()) return without(raw, 'impossible')
  // A number is valid exactly when it falls into a range of some type; asking both would search the plan twice.
  const type = number.getType() ?? null
  return {
    raw,
    e164: number.number,
    country: number.country ?? null,
    possible: true,
    valid: type !== null,
    type,
    problem: null,
  }
}
