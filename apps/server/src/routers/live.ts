import { watch } from '@tributary/use-cases/live/watch'
import { router, signedIn } from '../trpc.ts'

export const liveRouter = router({
  /** One per browser. Yields `LiveNews`: topics that changed, never their contents. */
  watch: signedIn.subscription(({ ctx, signal }) => watch(ctx, signal ?? new AbortController().signal)),
})
