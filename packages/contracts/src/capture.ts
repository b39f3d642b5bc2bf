import type { z } from 'zod'
import { CAPTURE_KEYS, CaptureBody, type TextFault } from './capture-body.ts'
import { AppError } from './errors.ts'
import { isPlainCapture } from './plain-capture.ts'

/** What a field is called when a person is told about it. */
const LABELS: Readonly<Record<string, string>> = {
  campaign_id: 'campaign id',
  source: 'source',
  contact: 'contact',
  'contact.firstName': 'first name',
  'contact.lastName': 'last name',
  'contact.email': 'e-mail address',
  'contact.phone': 'phone number',
  'contact.company': 'company',
  'lead_details.service_interest': 'service',
  'lead_details.message': 'message',
  'lead_details.budget_range': 'budget',
}
const labelOf = (field: string): string => LABELS[field] ?? `field ${field}`

const refuse = (field: string, message: string): AppError =>
  new AppError('VALIDATION_ERROR', message, { field })

const faultMessage = (field: string, fault: TextFault): string =>
  fault.reason === 'too_long'
    ? `The ${labelOf(field)} may have at most ${fault.limit} characters.`
    : `The ${labelOf(field)} contains characters that cannot be read.`

type Issue = z.core.$ZodIssue

const messageOf = (field: string, issue: Issue, missing: boolean): string => {
  if (missing) return `Please give the ${labelOf(field)}.`
  if (issue.code === 'custom') return faultMessage(field, issue.params as TextFault)
  if (issue.code === 'invalid_type')
    return `The ${labelOf(field)} must be ${issue.expected === 'object' ? 'an object' : `a ${issue.expected === 'string' ? 'text' : issue.expected}`}.`
  if (issue.code === 'invalid_format')
    return `The ${labelOf(field)} must be a date and time in ISO 8601, in UTC or with an offset.`
  if (issue.code === 'too_big') return `The ${labelOf(field)} is too large.`
  if (issue.code === 'too_small') return `The ${labelOf(field)} is too small.`
  return `The ${labelOf(field)} is not valid.`
}

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown => {
  let value = body
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

const refusal = (body: unknown, issue: Issue): AppError => {
  const field = issue.path.length === 0 ? 'body' : issue.path.join('.')
  const value = valueAt(body, issue.path)
  if (issue.path.length === 0) return refuse(field, 'The body must be a JSON object.')
  return refuse(field, messageOf(field, issue, value === undefined || value === null))
}

const MOST_WARNINGS = 20
const DEEPEST = 32

/** Keys that no honest sender uses: they reach for the prototype of an object. */
const isPoison = (key: string): boolean => key === '__proto__'

/** Walks what will be dropped: nothing in it is kept, but poison and bottomless nesting are refused, not ignored. */
const inspectDropped = (value: unknown, path: string, depth: number): void => {
  if (typeof value !== 'object' || value === null) return
  if (depth > DEEPEST) throw refuse(path, `The body may be nested at most ${DEEPEST} levels deep.`)
  for (const key of Object.keys(value)) {
    if (isPoison(key)) throw refuse(`${path}.${key}`, 'The body contains a key that is not allowed.')
    inspectDropped((value as Record<string, unknown>)[key], path, depth + 1)
  }
}

const dropped = (key: string, value: unknown, warnings: string[]): void => {
  const path = key.length > 100 ? `${key.slice(0, 100)}…` : key
  if (isPoison(key.slice(key.lastIndexOf('.') + 1)))
    throw refuse(path, 'The body contains a key that is not allowed.')
  inspectDropped(value, path.toWellFormed(), 2)
  if (warnings.length < MOST_WARNINGS) warnings.push(`Unknown field ignored: ${path.toWellFormed()}`)
}

const nameUnknown = (body: Record<string, unknown>): string[] => {
  const warnings: string[] = []
  for (const key of Object.keys(body)) {
    const known = Object.hasOwn(CAPTURE_KEYS, key) ? CAPTURE_KEYS[key] : undefined
    if (known === undefined) dropped(key, body[key], warnings)
    const inner = known ? body[key] : undefined
    if (typeof inner !== 'object' || inner === null || !known) continue
    for (const name of Object.keys(inner))
      if (!known.has(name)) dropped(`${key}.${name}`, (inner as Record<string, unknown>)[name], warnings)
  }
  return warnings
}

const NONE: readonly string[] = []

export type ReadCapture = { readonly body: CaptureBody; readonly warnings: readonly string[] }

/**
 * Reads the body of a capture request as it came from JSON. Unknown keys are dropped and named.
 * @throws AppError `VALIDATION_ERROR` with the dotted path of the first field at fault.
 */
export const readCaptureBody = (body: unknown): ReadCapture => {
  if (isPlainCapture(body)) return { body, warnings: NONE }
  const parsed = CaptureBody.safeParse(body)
  if (!parsed.success) throw refusal(body, parsed.error.issues[0]!)
  return { body: parsed.data, warnings: nameUnknown(body as Record<string, unknown>) }
}
