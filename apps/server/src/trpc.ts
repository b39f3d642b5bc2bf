import { AppError, type ErrorCode, type Permission } from '@tributary/contracts'
import { requirePermission } from '@tributary/use-cases/accounts/require-permission'
import type { Visitor } from '@tributary/use-cases/accounts/visitor'
import type { Session } from '@tributary/use-cases/entrance/read-session'
import { isDatabaseAway } from '@tributary/use-cases/operations/is-database-away'
import type { Context } from '@tributary/use-cases/product'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'

/** What each of our codes is called on the wire of tRPC. */
const WIRE = {
  VALIDATION_ERROR: 'BAD_REQUEST',
  CONSENT_REQUIRED: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  INVALID_CAMPAIGN_TOKEN: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  ORIGIN_NOT_ALLOWED: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  UNKNOWN_CAMPAIGN: 'NOT_FOUND',
  LEAD_NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  CAMPAIGN_NOT_ACTIVE: 'CONFLICT',
  DUPLICATE_SUBMISSION: 'CONFLICT',
  IDEMPOTENCY_IN_PROGRESS: 'CONFLICT',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  IDEMPOTENCY_MISMATCH: 'UNPROCESSABLE_CONTENT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ErrorCode, TRPCError['code']>

/** What goes wrong before a use-case is reached: in tRPC itself or in the declared input. */
const OWN = {
  BAD_REQUEST: 'VALIDATION_ERROR',
  PARSE_ERROR: 'VALIDATION_ERROR',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'VALIDATION_ERROR',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
} as const satisfies Partial<Record<TRPCError['code'], ErrorCode>>

type Told = { code: ErrorCode; message: string; field?: string; retryAfter?: number; extra?: unknown }

/** What the caller is told. Whatever is not an `AppError` or a refused input is a bug, and its text stays in the log. */
const tell = (error: TRPCError, requestId: string): Told => {
  const { cause } = error
  if (cause instanceof AppError) return { code: cause.code, message: cause.message, ...cause.details }
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    const issue = cause.issues[0]
    return {
      code: 'VALIDATION_ERROR',
      message: issue?.message ?? 'The input is not valid.',
      field: issue?.path.join('.'),
    }
  }
  const code = error.code in OWN ? OWN[error.code as keyof typeof OWN] : undefined
  if (code !== undefined) return { code, message: error.message }
  return {
    code: 'INTERNAL',
    message: `Something went wrong on our side. Mention ${requestId} when you report it.`,
  }
}

const t = initTRPC.context<Visitor>().create({
  isDev: false,
  sse: {
    // Then the browser comes back and shows its session again: somebody who was let go does not listen on.
    maxDurationMs: 10 * 60_000,
    ping: { enabled: true, intervalMs: 2_000 },
    client: { reconnectAfterInactivityMs: 5_000 },
  },
  errorFormatter: ({ shape, error, ctx }) => {
    const requestId = ctx?.requestId ?? ''
    const told = tell(error, requestId)
    return {
      message: told.message,
      code: shape.code,
      data: {
        code: told.code,
        field: told.field,
        retryAfter: told.retryAfter,
        extra: told.extra,
        requestId,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
      },
    }
  },
})

export const router = t.router

/** What a use-case refuses, and a database that is away, with their place on the wire; any other error stays as it is. */
export const onTheWire = (error: unknown): TRPCError | undefined => {
  const told = isDatabaseAway(error)
    ? new AppError('UNAVAILABLE', 'Tributary cannot reach its database now. Try again in a moment.', {
        retryAfter: 2,
      })
    : error
  if (!(told instanceof AppError)) return undefined
  return new TRPCError({ code: WIRE[told.code], message: told.message, cause: told })
}

const outcomes = t.middleware(async ({ next }) => {
  const result = await next()
  const wired = result.ok ? undefined : onTheWire(result.error.cause)
  if (wired) throw wired
  return result
})

/** Open to everybody: signing in, accepting an invitation. */
export const anyone = t.procedure.use(outcomes)

const contextOf = (visitor: Visitor, session: Session): Context & { readonly session: Session } => ({
  product: visitor.product,
  organizationId: session.organizationId,
  actor: { kind: 'member', memberId: session.memberId, userId: session.userId, role: session.role },
  session,
})

/** Needs a session. The organization and the actor come from it, never from the input. */
export const signedIn = anyone.use(({ ctx, next }) => {
  if (!ctx.session) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.')
  return next({ ctx: contextOf(ctx, ctx.session) })
})

/** Needs a role that has this permission. */
export const may = (permission: Permission) =>
  signedIn.use(({ ctx, next }) => {
    requirePermission(ctx.session.role, permission)
    return next()
  })
