import type { QueryKey } from '@tanstack/react-query'
import { toast } from '@tributary/ui'
import { failureOf, queryClient } from './trpc.ts'

type Patch = { readonly queryKey: QueryKey; readonly update: (old: unknown) => unknown }
type Before = { readonly snapshots: readonly (readonly [QueryKey, unknown])[] }

/** One place that shows the changed thing. `update` is called for every cached page of it. */
export const patch = <Data>(queryKey: QueryKey, update: (old: Data) => Data): Patch => ({
  queryKey,
  update: (old) => (old === undefined ? old : update(old as Data)),
})

export type Optimistic<Input> = {
  /** Every list and detail that shows the thing, and how it looks afterwards. */
  readonly patches: (input: Input) => readonly Patch[]
  /** Said when the server refused: "The stage was not changed". */
  readonly failed: string
  /** The caller asks whose change stands when somebody else was faster; nothing is said here then. */
  readonly asksOnConflict?: boolean
  /** What is read again when the answer is in; without it, what was patched. */
  readonly refresh?: (input: Input) => readonly QueryKey[]
}

/**
 * The one optimistic pattern: stop what is under way, remember, change list and detail, roll back with the reason on
 * failure, read again in the end. `trpc.leads.setStage.useMutation(optimistic({ … }))`.
 */
export const optimistic = <Input>({ patches, failed, asksOnConflict, refresh }: Optimistic<Input>) => ({
  onMutate: async (input: Input): Promise<Before> => {
    const wanted = patches(input)
    await Promise.all(wanted.map(({ queryKey }) => queryClient.cancelQueries({ queryKey })))
    const snapshots = wanted.flatMap(({ queryKey }) => queryClient.getQueriesData({ queryKey }))
    for (const { queryKey, update } of wanted) queryClient.setQueriesData({ queryKey }, update)
    return { snapshots }
  },
  onError: (error: unknown, _input: Input, before: Before | undefined): void => {
    for (const [queryKey, data] of before?.snapshots ?? []) queryClient.setQueryData(queryKey, data)
    const { code, message } = failureOf(error)
    if (asksOnConflict && code === 'CONFLICT') return
    toast.error(failed, { description: message })
  },
  onSettled: async (_data: unknown, _error: unknown, input: Input): Promise<void> => {
    const keys = refresh?.(input) ?? patches(input).map(({ queryKey }) => queryKey)
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  },
})
