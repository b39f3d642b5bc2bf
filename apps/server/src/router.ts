import { accountsRouter } from './routers/accounts.ts'
import { router } from './trpc.ts'

/** Every procedure of the app. One line per area. */
export const appRouter = router({
  accounts: accountsRouter,
})
export type AppRouter = typeof appRouter
