/**
 * Everything that can go wrong in a way the caller can act on. One table maps each code to its HTTP status; tRPC codes
 * follow from the status. Anything else is a bug and is never shown.
 */
export const ERROR_CODES = {
  VALIDATION_ERROR: 400,
  CONSENT_REQUIRED: 400,
  UNAUTHENTICATED: 401,
  INVALID_CAMPAIGN_TOKEN: 401,
  FORBIDDEN: 403,
  ORIGIN_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  UNKNOWN_CAMPAIGN: 404,
  LEAD_NOT_FOUND: 404,
  CONFLICT: 409,
  CAMPAIGN_NOT_ACTIVE: 409,
  DUPLICATE_SUBMISSION: 409,
  IDEMPOTENCY_IN_PROGRESS: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_MISMATCH: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const
export type ErrorCode = keyof typeof ERROR_CODES

export type ErrorDetails = {
  /** Dotted path of the input field, such as `contact.email`. */
  readonly field?: string
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number
  /** More of the answer's own fields, such as the `lead_id` of a duplicate. */
  readonly extra?: Readonly<Record<string, unknown>>
}

/** V8's own setting, which not every engine has. */
const traced = Error as { stackTraceLimit?: number }

/** The one error that use-cases throw. Its message is written for the person who reads it and says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    // An answer, not a fault: nobody reads where it was thrown, and writing that down costs more than the refusal.
    const limit = traced.stackTraceLimit
    traced.stackTraceLimit = 0
    super(message)
    traced.stackTraceLimit = limit
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
  get status(): number {
    return ERROR_CODES[this.code]
  }
}

export const notFound = (what: string): AppError => new AppError('NOT_FOUND', `This ${what} does not exist.`)
