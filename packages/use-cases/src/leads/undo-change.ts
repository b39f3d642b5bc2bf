import { whyNotWriteLead } from '@tributary/access'
import { AppError, type LeadsChanged, notFound, type UndoChange } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'
import { rowsOf } from './change-leads.ts'
import { type DealState, type HeldLead, holdLeads, type LeadState } from './open-for-change.ts'
import { changedOne } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { type DealChange, type LeadChange, saveChanges } from './save-changes.ts'
import { oneLeadUndos } from './undo-one-lead.ts'
import type { UndoneLead } from './undo-record.ts'

const AT_ONCE = 200
const SHOWN = 100

type Record = { readonly kind: string; readonly body: unknown }

/** Takes the record, so that nothing is undone twice. */
const takeRecord = async (tx: Tx, undoId: string): Promise<Record> => {
  const { actor } = tx
  if (actor.kind !== 'member') throw notFound('change')
  const { rows } = await sql<Record & { used_at: string | null }>`
    select kind, body, used_at from undo where organization_id = ${tx.organizationId} and id = ${undoId}
      and member_id = ${actor.memberId} and kind like 'leads.%' for update`.execute(tx.db)
  const record = rows[0]
  if (!record) throw notFound('change')
  if (record.used_at !== null) throw new AppError('CONFLICT', 'This change was already taken back.')
  await sql`update undo set used_at = ${new Date(tx.now)}
    where organization_id = ${tx.organizationId} and id = ${undoId}`.execute(tx.db)
  return record
}

type OneLeadUndo = (tx: Tx, undoId: string, body: unknown) => Promise<string>
const undoOf = (kind: string): OneLeadUndo | undefined =>
  (oneLeadUndos as unknown as Readonly<{ [kind: string]: OneLeadUndo | undefined }>)[
    kind.slice('leads.'.length)
  ]

/** A change of one lead goes back in the transaction that takes its record; of many, batch by batch after it. */
const takeBackOne = (ctx: Context, undoId: string): Promise<LeadsChanged | readonly UndoneLead[]> =>
  inOrganization(ctx, async (tx) => {
    const { kind, body } = await takeRecord(tx, undoId)
    const undo = undoOf(kind)
    if (!undo) return body as readonly UndoneLead[]
    const id = await undo(tx, undoId, body)
    tx.audit({ action: 'leads.undo', targetKind: 'lead', targetId: id, meta: { count: 1, kind } })
    return changedOne(tx, id, null)
  })

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const isAsLeft = (deals: ReadonlyMap<string, DealState>, { before, after }: DealChange): boolean => {
  if (after === null) return !deals.has(before!.id)
  const now = deals.get(after.id)
  return (
    now !== undefined &&
    (['stage', 'step', 'amountMinor', 'expectedClose'] as const).every(
      (field) => after[field] === undefined || now[field] === after[field],
    )
  )
}

/** What was changed goes back to what it was; what was not, stays. Null when somebody changed the same thing since. */
const takenBack = (lead: HeldLead, { before, after, deals }: UndoneLead): LeadChange | null => {
  const fields = (Object.keys(after) as (keyof LeadState)[]).filter(
    (field) => !same(before[field], after[field]),
  )
  const byId = new Map(lead.deals.map((deal) => [deal.id, deal]))
  const isUntouched =
    fields.every((field) => same(lead.state[field], after[field])) &&
    deals.every((deal) => isAsLeft(byId, deal))
  if (!isUntouched) return null
  const back = Object.fromEntries(fields.map((field) => [field, before[field]]))
  return {
    lead,
    after: { ...lead.state, ...back },
    deals: deals.map((deal) => ({ before: deal.after, after: deal.before })),
  }
}

type Refused = { reason: string; message: string; id: string }

const refusalOf = ({ actor }: Tx, lead: HeldLead | undefined): Omit<Refused, 'id'> | null => {
  if (!lead) return { reason: 'missing', message: 'This lead does not exist.' }
  const why =
    actor.kind === 'member' ? whyNotWriteLead(actor.role, actor.memberId, lead.state.ownerId) : undefined
  return why === undefined ? null : { reason: 'not-yours', message: why }
}

const undoBatch = (ctx: Context, leads: readonly UndoneLead[]) =>
  inOrganization(ctx, async (tx) => {
    await lockLoad(tx)
    const held = new Map(
      (
        await holdLeads(
          tx,
          leads.map(({ id }) => id),
        )
      ).map((lead) => [lead.id, lead]),
    )
    const changes: LeadChange[] = []
    const refused: Refused[] = []
    for (const undone of leads) {
      const lead = held.get(undone.id)
      const refusal = refusalOf(tx, lead)
      const change = refusal ? null : takenBack(lead!, undone)
      if (change) changes.push(change)
      else
        refused.push({
          id: undone.id,
          ...(refusal ?? { reason: 'changed-since', message: 'Somebody changed this lead since.' }),
        })
    }
    await saveChanges(tx, changes, { undo: true, currency: await currencyOf(tx) })
    tx.audit({ action: 'leads.undo', targetKind: 'lead', meta: { count: changes.length } })
    return { changed: changes.length, refused }
  })

/** Takes a change back as a whole, with the values that stood there before. What was changed again since stays. */
export const undoChange = async (ctx: Context, { undoId }: UndoChange): Promise<LeadsChanged> => {
  const taken = await takeBackOne(ctx, undoId)
  return 'changed' in taken ? taken : undoAll(ctx, taken)
}

const undoAll = async (ctx: Context, leads: readonly UndoneLead[]): Promise<LeadsChanged> => {
  const refused: Refused[] = []
  let changed = 0
  for (let at = 0; at < leads.length; at += AT_ONCE) {
    const done = await undoBatch(ctx, leads.slice(at, at + AT_ONCE))
    changed += done.changed
    refused.push(...done.refused)
  }
  const byReason = Map.groupBy(refused, ({ reason }) => reason)
  return {
    changed,
    unchanged: 0,
    failures: [...byReason].map(([reason, all]) => ({
      reason,
      message: all[0]!.message,
      count: all.length,
      ids: all.slice(0, SHOWN).map(({ id }) => id),
    })),
    warnings: [],
    undoId: null,
    leads:
      leads.length <= SHOWN
        ? await inOrganization(ctx, (tx) =>
            rowsOf(
              tx,
              leads.map(({ id }) => id),
            ),
          )
        : [],
  }
}
