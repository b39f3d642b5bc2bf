/** What the web app takes as given. Everything of the server stands on the same origin. */
export const config = {
  rpcPath: '/api/trpc',
  /** Longer addresses are cut off by proxies; the batch is then split. */
  maxUrlLength: 4000,
  /** A list that was read is shown again without asking while it is younger than this. */
  staleMs: 15_000,
  /** Nothing spins for less than this. */
  pendingMs: 200,
} as const
