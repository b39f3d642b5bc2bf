import { accountsRouter } from './routers/accounts.ts'
import { apiKeysRouter } from './routers/api-keys.ts'
import { router } from './trpc.ts'

/** Every procedure of the app. One line per area. */
export const appRouter = router({
  accounts: accountsRouter,
  apiKeys: apiKeysRouter,
})
export type AppRouter = typeof appRouter
