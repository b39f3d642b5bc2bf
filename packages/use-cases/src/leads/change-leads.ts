import {
  AppError,
  type ErrorCode,
  type LeadRow,
  type LeadsChanged,
  type LeadTarget,
  MOST_CHANGED,
} from '@tributary/contracts'
import { readLeadIds } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'
import { leadQueryOf } from './lead-query.ts'
import { type HeldLead, holdLeads, type LeadState, refuseStale } from './open-for-change.ts'
import { currencyOf } from './organization-currency.ts'
import { readLeadRows } from './read-leads.ts'
import { type DealChange, type LeadChange, saveChanges } from './save-changes.ts'
import { keepUndo, type UndoKind } from './undo-record.ts'

/** Deals are changed by a door of their own. */
type LeadsKind = Exclude<UndoKind, 'deal'>

/** Leads of one transaction: the hot door waits meanwhile, for it decides under the same lock. */
const AT_ONCE = 200
const SHOWN = 100

export type Decided =
  | { readonly kind: 'changed'; readonly after: LeadState; readonly deals?: readonly DealChange[] }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'failed'
      readonly reason: string
      readonly code: ErrorCode
      readonly message: string
      readonly field?: string
    }

export const failed = (reason: string, code: ErrorCode, message: string, field?: string): Decided => ({
  kind: 'failed',
  reason,
  code,
  message,
  ...(field ? { field } : {}),
})

export type Change = {
  readonly kind: LeadsKind
  /** Reads what the decisions need, once per transaction, under the lock. */
  readonly prepare: (tx: Tx) => Promise<(lead: HeldLead) => Decided>
  readonly expectedUpdatedAt?: string
  /** Leads that were deleted are meant. */
  readonly deleted?: boolean
  readonly warnings?: Set<string>
}

type Failures = Map<string, { message: string; ids: string[]; count: number }>

const isOne = (target: LeadTarget): boolean => 'ids' in target && target.ids.length === 1

const idsOf = async (ctx: Context, target: LeadTarget, deleted: boolean): Promise<string[]> => {
  if ('ids' in target) return [...new Set(target.ids)]
  return inOrganization(ctx, async (tx) => {
    const query = await leadQueryOf(tx, target.filter)
    const ids = await readLeadIds(
      tx.db,
      { ...query, except: target.except, ...(deleted ? { deleted: true as const } : {}) },
      MOST_CHANGED + 1,
    )
    if (ids.length > MOST_CHANGED)
      throw new AppError(
        'VALIDATION_ERROR',
        `At most ${MOST_CHANGED.toLocaleString('en')} leads can be changed at once. Narrow the filter.`,
        { field: 'target.filter' },
      )
    return ids
  })
}

const missing = failed('missing', 'NOT_FOUND', 'This lead does not exist.')

type Failure = readonly [id: string, Decided & { readonly kind: 'failed' }]

type Batch = {
  readonly changed: number
  readonly unchanged: number
  readonly failures: readonly Failure[]
  readonly undoId: string | null
  readonly leads: LeadRow[]
}

const decideAll = async (tx: Tx, change: Change, ids: readonly string[], single: boolean) => {
  const decide = await change.prepare(tx)
  const held = new Map((await holdLeads(tx, ids)).map((lead) => [lead.id, lead]))
  const changes: LeadChange[] = []
  const failures: Failure[] = []
  for (const id of ids) {
    const lead = held.get(id)
    const isThere = lead !== undefined && (lead.state.deletedAt !== null) === (change.deleted ?? false)
    if (isThere && single) await refuseStale(tx, lead, change.expectedUpdatedAt)
    const decided = isThere ? decide(lead) : missing
    if (decided.kind === 'changed')
      changes.push({ lead: lead!, after: decided.after, deals: decided.deals ?? [] })
    if (decided.kind === 'failed') failures.push([id, decided])
  }
  return { changes, failures }
}

const recordChange = (
  tx: Tx,
  kind: LeadsKind,
  changes: readonly LeadChange[],
  undoId: string | null,
): void => {
  if (changes.length === 0) return
  tx.audit({
    action: `leads.${kind}`,
    targetKind: 'lead',
    targetId: changes.length === 1 ? changes[0]!.lead.id : '',
    before: changes.map(({ lead }) => [lead.id, lead.state]),
    after: changes.map(({ lead, after }) => [lead.id, after]),
    meta: { count: changes.length, undoId },
  })
}

type BatchOf = { readonly ids: readonly string[]; readonly single: boolean; readonly shown: boolean }

const changeBatch = (
  ctx: Context,
  change: Change,
  { ids, single, shown }: BatchOf,
  undoId: string | null,
): Promise<Batch> =>
  inOrganization(ctx, async (tx) => {
    await lockLoad(tx)
    const { changes, failures } = await decideAll(tx, change, ids, single)
    const [only] = single ? failures : []
    if (only) {
      const [, { code, message, field }] = only
      throw new AppError(code, message, field ? { field } : {})
    }
    await saveChanges(tx, changes, { currency: await currencyOf(tx) })
    const kept = await keepUndo(tx, change.kind, changes, undoId)
    recordChange(tx, change.kind, changes, kept)
    return {
      changed: changes.length,
      unchanged: ids.length - changes.length - failures.length,
      failures,
      undoId: kept,
      leads: shown && !tx.unattended ? await rowsOf(tx, ids) : [],
    }
  })

const addFailures = (all: Failures, failures: readonly Failure[]): void => {
  for (const [id, { reason, message }] of failures) {
    const entry = all.get(reason) ?? { message, ids: [], count: 0 }
    entry.count += 1
    if (entry.ids.length < SHOWN) entry.ids.push(id)
    all.set(reason, entry)
  }
}

/**
 * Changes one lead or many. Many are changed in small transactions, so that nobody waits for all of them; one undo takes
 * back everything that was committed. One lead alone that may not be changed is an error.
 */
export const changeLeads = async (
  ctx: Context,
  target: LeadTarget,
  change: Change,
): Promise<LeadsChanged> => {
  const single = isOne(target)
  const ids = await idsOf(ctx, target, change.deleted ?? false)
  const failures: Failures = new Map()
  let [changed, unchanged] = [0, 0]
  let undoId: string | null = null
  let leads: LeadRow[] = []
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = { ids: ids.slice(at, at + AT_ONCE), single, shown: ids.length <= SHOWN }
    const done = await changeBatch(ctx, change, batch, undoId)
    changed += done.changed
    unchanged += done.unchanged
    undoId = done.undoId
    addFailures(failures, done.failures)
    leads = done.leads
  }
  return {
    changed,
    unchanged,
    failures: [...failures].map(([reason, { message, count, ids: first }]) => ({
      reason,
      message,
      count,
      ids: first,
    })),
    warnings: [...(change.warnings ?? [])],
    undoId,
    leads,
  }
}

export const rowsOf = async (tx: Tx, ids: readonly string[]): Promise<LeadRow[]> =>
  (await readLeadRows(tx, ids)).map(({ lead }) => lead)
