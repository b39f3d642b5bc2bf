import type { InfiniteData } from '@tanstack/react-query'
import type {
  LeadDetail,
  LeadPage,
  LeadRow,
  LeadsChanged,
  LeadTarget,
  LostReason,
  RejectReason,
  Review,
  Stage,
} from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { optimistic, patch } from '../../api/optimistic.ts'
import { getQueryKey } from '../../api/query-key.ts'
import { type Inputs, trpc } from '../../api/trpc.ts'
import { plural, rejectWords, reviewWords, stageWords } from '../../words.ts'
import { refreshLeads, undoable } from './undo.ts'

/** What can be done to one lead or many. */
export type LeadChange =
  | { readonly kind: 'review'; readonly to: Review; readonly reason?: RejectReason }
  | {
      readonly kind: 'move'
      readonly to: Stage
      readonly lostReason?: LostReason
      readonly valueMinor?: number
    }
  | { readonly kind: 'assign'; readonly to: { readonly id: string; readonly name: string } | null }
  | { readonly kind: 'remove' }

/** The leads that are meant, and how many they are. */
export type Meant = {
  readonly target: LeadTarget
  readonly count: number
  readonly expectedUpdatedAt?: string
}

/** As it goes over the wire. */
type Target = Inputs['leads']['remove']['target']
type Pages = InfiniteData<LeadPage>
type Change = (lead: LeadRow) => LeadRow | null

const isMeant = (target: Target, id: string): boolean =>
  'ids' in target ? target.ids.includes(id) : !target.except?.includes(id)

const inPages =
  (target: Target, change: Change) =>
  (pages: Pages): Pages => ({
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((lead) => (isMeant(target, lead.id) ? (change(lead) ?? []) : lead)),
    })),
  })

/** List and detail, as they look after the change. */
export const leadPatches = (target: Target, change: Change) => [
  patch<Pages>(
    'ids' in target
      ? getQueryKey(trpc.leads.list)
      : getQueryKey(trpc.leads.list, { filter: target.filter }, 'infinite'),
    (pages) => ('pages' in pages ? inPages(target, change)(pages) : pages),
  ),
  ...('ids' in target
    ? [
        patch<LeadDetail>(getQueryKey(trpc.leads.read), (detail) =>
          isMeant(target, detail.lead.id) ? { ...detail, lead: change(detail.lead) ?? detail.lead } : detail,
        ),
      ]
    : []),
]

const said = (done: string, { changed, unchanged, failures, warnings, undoId }: LeadsChanged): void => {
  const lines = [
    ...failures.map(({ count, message }) => `${count} not changed: ${message}`),
    ...(unchanged > 0 ? [`${unchanged} ${unchanged === 1 ? 'was' : 'were'} so already.`] : []),
    ...warnings,
  ]
  const description = lines.join(' ')
  if (changed === 0)
    toast[failures.length > 0 ? 'error' : 'say'](
      failures.length > 0 ? 'Nothing was changed' : 'Nothing to change',
      {
        description,
      },
    )
  else
    toast.success(`${done} ${changed} ${plural(changed, 'lead')}`, {
      description,
      ...(undoId ? undoable(undoId) : {}),
    })
}

const settle = <Input extends { target: Target }>(failed: string, change: (input: Input) => Change) => ({
  ...optimistic<Input>({ patches: (input) => leadPatches(input.target, change(input)), failed }),
  onSettled: refreshLeads,
})

/** The four changes of leads: seen at once, taken back when the server refuses, and undone as one. */
export const useLeadChanges = () => {
  const review = trpc.leads.review.useMutation({
    ...settle<{ target: Target; to: Review; reason?: RejectReason | null }>(
      'The decision was not kept',
      ({ to, reason }) =>
        (lead) => ({ ...lead, review: to, reviewReason: reason ?? null }),
    ),
    onSuccess: (result, { to, reason }) =>
      said(
        to === 'pending'
          ? 'Took back the decision on'
          : `${reviewWords[to]}${reason ? ` (${rejectWords[reason].toLowerCase()})` : ''}`,
        result,
      ),
  })
  const move = trpc.leads.move.useMutation({
    ...settle<{ target: Target; to: Stage; lostReason?: LostReason | null }>(
      'The stage was not changed',
      ({ to, lostReason }) =>
        (lead) => ({ ...lead, stage: to, lostReason: lostReason ?? null }),
    ),
    onSuccess: (result, { to }) => said(`Moved to ${stageWords[to]}:`, result),
  })
  const assign = trpc.leads.assign.useMutation({
    ...settle<{ target: Target; to: string | null }>('The owner was not changed', ({ to }) => (lead) => ({
      ...lead,
      owner:
        to === null ? null : lead.owner?.id === to ? lead.owner : { id: to, name: nameOf.get(to) ?? '…' },
    })),
    onSuccess: (result, { to }) =>
      said(
        to === null ? 'Returned to the pool:' : `Assigned to ${nameOf.get(to) ?? 'the new owner'}:`,
        result,
      ),
  })
  const remove = trpc.leads.remove.useMutation({
    ...settle<{ target: Target }>('Nothing was deleted', () => () => null),
    onSuccess: (result) => said('Deleted', result),
  })
  return {
    pending: review.isPending || move.isPending || assign.isPending || remove.isPending,
    change: ({ target, expectedUpdatedAt }: Meant, change: LeadChange): void => {
      const one = { target, ...(expectedUpdatedAt ? { expectedUpdatedAt } : {}) }
      if (change.kind === 'review') review.mutate({ ...one, to: change.to, reason: change.reason })
      else if (change.kind === 'move')
        move.mutate({ ...one, to: change.to, lostReason: change.lostReason, valueMinor: change.valueMinor })
      else if (change.kind === 'assign') {
        if (change.to) nameOf.set(change.to.id, change.to.name)
        assign.mutate({ ...one, to: change.to?.id ?? null })
      } else remove.mutate(one)
    },
  }
}

/** Names of owners that were chosen here: the wire carries ids. */
const nameOf = new Map<string, string>()
