/** Where the cache keeps what a procedure answered: `getQueryKey(trpc.leads.list)` is every page of every list. */
export { getQueryKey } from '@trpc/react-query'
