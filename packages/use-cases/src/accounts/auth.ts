import { apiKey } from '@better-auth/api-key'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { organization } from 'better-auth/plugins'
import { type AuthDb, authDb } from '../entrance/auth-tables.ts'
import { instanceSecret } from '../entrance/instance-secret.ts'
import { SESSION_DAYS, sessionCookieName } from '../entrance/read-session.ts'
import type { Product } from '../product.ts'

const DAY_SECONDS = 86_400
export const RESET_HOURS = 1

const columns = <const F extends readonly string[]>(...fields: F) =>
  Object.fromEntries(
    fields.map((field) => [field, field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  ) as { [K in F[number]]: string }

const dates = ['createdAt', 'updatedAt'] as const

type Made<T> = Promise<{ readonly headers: Headers; readonly response: T }>

/** What we ask of better-auth. Its own type names files inside its packages, which a declaration must not. */
export type Auth = {
  readonly options: BetterAuthOptions
  readonly api: {
    signUpEmail(call: {
      body: { name: string; email: string; password: string }
      returnHeaders: true
    }): Made<{ token: string | null; user: { id: string } }>
    signInEmail(call: {
      body: { email: string; password: string }
      returnHeaders: true
    }): Made<{ token: string; user: { id: string } }>
    requestPasswordReset(call: { body: { email: string } }): Promise<unknown>
    resetPassword(call: { body: { token: string; newPassword: string } }): Promise<unknown>
  }
  readonly $context: Promise<{
    readonly password: {
      hash(password: string): Promise<string>
      verify(data: { hash: string; password: string }): Promise<boolean>
    }
    readonly internalAdapter: {
      findVerificationValue(identifier: string): Promise<{ value: string } | null>
      updatePassword(userId: string, hash: string): Promise<void>
    }
  }>
}

type AuthOptions = {
  /** Called with the token of a password reset, for the mail that carries it. */
  readonly onReset?: (reset: { readonly token: string }) => void
  /** Compares the tables with what better-auth expects, once; it needs a connection of its own. */
  readonly checksTables?: boolean
}

/**
 * better-auth keeps accounts, passwords, sessions and tokens in our tables, on the connection or transaction it is
 * given. Its own HTTP endpoints are not mounted: who asks comes through our procedures, which throttle and audit.
 * Invitations, members and keys stand in its tables too, but are written in the transaction of their use-case.
 */
export const authOn = (
  product: Product,
  db: AuthDb,
  { onReset = () => undefined, checksTables = false }: AuthOptions = {},
): Auth => {
  const { publicUrl } = product.config
  const auth = betterAuth({
    appName: 'Tributary',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: instanceSecret(product, 'session'),
    database: { db, type: 'postgres' },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: RESET_HOURS * 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ token }) => onReset({ token }),
    },
    user: { modelName: 'auth_user', fields: columns('emailVerified', ...dates) },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      fields: columns('expiresAt', 'ipAddress', 'userAgent', 'userId', ...dates),
    },
    account: {
      modelName: 'auth_account',
      fields: columns(
        'accountId',
        'providerId',
        'userId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        ...dates,
      ),
    },
    verification: {
      modelName: 'auth_verification',
      fields: columns('expiresAt', ...dates),
      storeIdentifier: 'hashed',
    },
    plugins: [
      organization({
        schema: {
          session: { fields: columns('activeOrganizationId') },
          organization: { modelName: 'auth_organization', fields: columns('createdAt') },
          member: { modelName: 'auth_member', fields: columns('organizationId', 'userId', 'createdAt') },
          invitation: {
            modelName: 'auth_invitation',
            fields: columns('organizationId', 'inviterId', 'expiresAt', 'createdAt'),
          },
        },
      }),
      apiKey(
        { references: 'organization', rateLimit: { enabled: false } },
        {
          schema: {
            apikey: {
              modelName: 'auth_apikey',
              fields: columns(
                'configId',
                'referenceId',
                'refillInterval',
                'refillAmount',
                'lastRefillAt',
                'rateLimitEnabled',
                'rateLimitTimeWindow',
                'rateLimitMax',
                'requestCount',
                'lastRequest',
                'expiresAt',
                ...dates,
              ),
            },
          },
        },
      ),
    ],
    advanced: {
      // The name carries `__Host-` itself; better-auth would put `__Secure-` before it.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(publicUrl),
          attributes: { secure: publicUrl.startsWith('https:'), httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
      database: { validateSchema: checksTables },
      ipAddress: { disableIpTracking: true },
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
  })
  return auth as unknown as Auth
}

const opened = new WeakMap<Product, Auth>()

/** Outside any transaction. */
export const authOf = (product: Product): Auth => {
  const auth = opened.get(product) ?? authOn(product, authDb(product), { checksTables: true })
  opened.set(product, auth)
  return auth
}
