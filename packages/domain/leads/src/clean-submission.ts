import { cleanText, fitsIn, isBlank, textTrouble } from './clean-text.ts'
import { type Email, normaliseEmail } from './email.ts'
import { FIELD_LIMITS } from './lists.ts'

type Text = string | null | undefined

/** What somebody typed, before anything is believed. */
export type TypedSubmission = {
  readonly firstName: Text
  readonly lastName: Text
  readonly email: Text
  readonly phone?: Text
  readonly company?: Text
  readonly serviceInterest?: Text
  readonly urgency?: Text
  readonly budgetRange?: Text
  readonly timeline?: Text
  readonly message?: Text
}

export type CleanSubmission = {
  readonly firstName: string
  readonly lastName: string
  readonly email: Email
  readonly phone: string | null
  readonly company: string | null
  readonly serviceInterest: string | null
  readonly urgency: string | null
  readonly budgetRange: string | null
  readonly timeline: string | null
  readonly message: string | null
}

export type RefusedField = {
  readonly kind: 'refused'
  /** Where in the body of a capture request the fault is. */
  readonly field: string
  readonly reason: 'required' | 'too_long' | 'unreadable' | 'invalid_email'
}

/** The longest message, in characters. A form that lets people write more than four pages is not a form. */
export const LONGEST_MESSAGE = 10_000

const FIELDS = {
  firstName: { path: 'contact.firstName', limit: FIELD_LIMITS.firstName, required: true },
  lastName: { path: 'contact.lastName', limit: FIELD_LIMITS.lastName, required: true },
  email: { path: 'contact.email', limit: FIELD_LIMITS.email, required: true },
  phone: { path: 'contact.phone', limit: FIELD_LIMITS.phone, required: false },
  company: { path: 'contact.company', limit: FIELD_LIMITS.company, required: false },
  serviceInterest: {
    path: 'lead_details.service_interest',
    limit: FIELD_LIMITS.serviceInterest,
    required: false,
  },
  urgency: { path: 'lead_details.urgency', limit: FIELD_LIMITS.urgency, required: false },
  budgetRange: { path: 'lead_details.budget_range', limit: FIELD_LIMITS.budgetRange, required: false },
  timeline: { path: 'lead_details.timeline', limit: FIELD_LIMITS.timeline, required: false },
  message: { path: 'lead_details.message', limit: LONGEST_MESSAGE, required: false },
} as const satisfies Record<keyof TypedSubmission, { path: string; limit: number; required: boolean }>

type Field = keyof typeof FIELDS
const names = Object.keys(FIELDS) as Field[]

const cleanField = (name: Field, typed: Text): string | null | RefusedField => {
  const { path, limit, required } = FIELDS[name]
  const refused = (reason: RefusedField['reason']): RefusedField => ({ kind: 'refused', field: path, reason })
  const text = typed ?? ''
  if (text.length > 4 * limit) return refused('too_long')
  if (textTrouble(text)) return refused('unreadable')
  const clean = cleanText(text, { keepLineBreaks: name === 'message' })
  if (isBlank(clean)) return required ? refused('required') : null
  return fitsIn(clean, limit) ? clean : refused('too_long')
}

/**
 * Cleans what somebody typed, or names the first field that cannot be taken, by its path in the capture request.
 * Empty optional fields become `null`. Refused: required fields that show nothing, texts over their limit, NUL and
 * broken Unicode, and what is no e-mail address. Never throws.
 *
 * `cleanSubmission({ firstName: ' Divya ', lastName: 'Rao', email: 'D@ACME.in' })` has `firstName: 'Divya'` and
 * `email.lookup: 'd@acme.in'`; with `email: 'acme.in'` it is refused at `contact.email` as `invalid_email`.
 */
export const cleanSubmission = (
  typed: TypedSubmission,
  domainToAscii?: (domain: string) => string,
): { readonly kind: 'clean'; readonly submission: CleanSubmission } | RefusedField => {
  const clean: Partial<Record<Field, string | null>> = {}
  for (const name of names) {
    const value = cleanField(name, typed[name])
    if (value !== null && typeof value === 'object') return value
    clean[name] = value
  }
  const email = normaliseEmail(clean.email ?? '', domainToAscii)
  if (email.kind === 'invalid')
    return {
      kind: 'refused',
      field: FIELDS.email.path,
      reason: email.reason === 'too_long' ? 'too_long' : 'invalid_email',
    }
  return {
    kind: 'clean',
    submission: {
      firstName: clean.firstName ?? '',
      lastName: clean.lastName ?? '',
      email,
      phone: clean.phone ?? null,
      company: clean.company ?? null,
      serviceInterest: clean.serviceInterest ?? null,
      urgency: clean.urgency ?? null,
      budgetRange: clean.budgetRange ?? null,
      timeline: clean.timeline ?? null,
      message: clean.message ?? null,
    },
  }
}
