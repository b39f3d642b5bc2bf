import { QueryClient } from '@tanstack/react-query'
import type { AppRouter } from '@tributary/server/router'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client'
import { createTRPCQueryUtils, createTRPCReact } from '@trpc/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { config } from '../config.ts'
import { activityHeader } from './activity.ts'

export type Outputs = inferRouterOutputs<AppRouter>
export type Inputs = inferRouterInputs<AppRouter>

/** The hooks: `trpc.leads.list.useQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>()

/** Pages are only read forwards here, and inputs are strict: the direction that the hook adds is left out. */
const forwardOnly: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    const { input } = op
    if (typeof input !== 'object' || input === null || !('direction' in input)) return next(op)
    const { direction: _, ...rest } = input
    return next({ ...op, input: rest })
  }

const links = () => [
  forwardOnly,
  splitLink({
    condition: (operation) => operation.type === 'subscription',
    true: httpSubscriptionLink({ url: config.rpcPath }),
    false: httpBatchLink({
      url: config.rpcPath,
      maxURLLength: config.maxUrlLength,
      maxItems: 20,
      headers: activityHeader,
    }),
  }),
]

export const hookClient = trpc.createClient({ links: links() })
/** The same calls outside of components. */
export const client = createTRPCClient<AppRouter>({ links: links() })

/** What went wrong with a call, in the words of the server. */
export type Failure = {
  readonly code: string
  readonly message: string
  readonly field?: string
  readonly retryAfter?: number
  readonly requestId?: string
  readonly extra?: unknown
}

type Told = { code?: string; field?: string; retryAfter?: number; requestId?: string; extra?: unknown }

const UNREACHABLE: Failure = {
  code: 'UNREACHABLE',
  message: 'Tributary could not be reached. Check the connection and try again.',
}

export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof TRPCClientError))
    return { code: 'BUG', message: error instanceof Error ? error.message : 'Something went wrong.' }
  const told = error.data as Told | null | undefined
  if (!told?.code) return UNREACHABLE
  return { ...told, code: told.code, message: error.message }
}

/** Called when the session ended under an open page. */
let onSignedOut: () => void = () => undefined
export const whenSignedOut = (react: () => void): void => {
  onSignedOut = react
}

export const signedOut = (): void => onSignedOut()

const watchSession = (error: unknown): void => {
  if (failureOf(error).code === 'UNAUTHENTICATED') onSignedOut()
}

// What the caller did wrong does not get better by trying again; an unreachable server may.
const worthTrying = (tries: number, error: unknown): boolean =>
  tries < 2 && ['UNREACHABLE', 'UNAVAILABLE'].includes(failureOf(error).code)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: config.staleMs, retry: worthTrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
queryClient.getQueryCache().config.onError = watchSession
queryClient.getMutationCache().config.onError = watchSession

/** For loaders and for what happens outside of components: `utils.accounts.me.ensureData()`. */
export const utils: ReturnType<typeof createTRPCQueryUtils<AppRouter>> = createTRPCQueryUtils({
  queryClient,
  client,
})
