/** Everything a call to the outside world can end as. The caller decides what each means for its effect; adapters only classify. */
export const OUTCOMES = [
  'ok',
  'retry_after',
  'retry_backoff',
  'rejected',
  'auth_broken',
  'quota_exhausted',
  'unknown_outcome',
] as const

export type OutcomeKind = (typeof OUTCOMES)[number]

/**
 * `status` is the HTTP status or SMTP code that was seen, null when there was no answer.
 * - `ok`: the other side confirmed; `reference` is its id of the thing, if it gives one.
 * - `retry_after`: not before `ms` milliseconds. `retry_backoff`: by our own schedule.
 * - `rejected`: a fault of the data; the same call would fail again (dead letter).
 * - `auth_broken`: the connection itself is broken; pause it and tell someone once.
 * - `quota_exhausted`: pause until the quota is renewed.
 * - `unknown_outcome`: the request left us and no answer came back; it may have happened.
 */
export type Outcome =
  | { kind: 'ok'; status: number | null; reference: string | null }
  | { kind: 'retry_after'; status: number | null; ms: number; reason: string }
  | { kind: 'retry_backoff'; status: number | null; reason: string }
  | { kind: 'rejected'; status: number | null; reason: string }
  | { kind: 'auth_broken'; status: number | null; reason: string }
  | { kind: 'quota_exhausted'; status: number | null; reason: string }
  | { kind: 'unknown_outcome'; status: number | null; reason: string }

/** A refusal of our own, made before anything was sent. */
export const refused = (reason: string): Outcome => ({ kind: 'rejected', status: null, reason })
