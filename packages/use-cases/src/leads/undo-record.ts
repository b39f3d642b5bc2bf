import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { LeadState } from './open-for-change.ts'
import type { DealChange, LeadChange } from './save-changes.ts'

export const UNDO_KINDS = ['review', 'stage', 'assign', 'remove', 'restore', 'deal'] as const
export type UndoKind = (typeof UNDO_KINDS)[number]

/** What one change did to one lead, as it is kept for undo. No personal data stands here. */
export type UndoneLead = {
  readonly id: string
  readonly before: LeadState
  readonly after: LeadState
  readonly deals: readonly DealChange[]
}

/** Keeps what these changes did; a further batch of the same change joins the record of the first. */
export const keepUndo = async (
  tx: Tx,
  kind: UndoKind,
  changes: readonly LeadChange[],
  undoId: string | null,
): Promise<string | null> => {
  if (changes.length === 0 || tx.actor.kind !== 'member' || tx.unattended) return undoId
  const leads: UndoneLead[] = changes.map(({ lead, after, deals }) => ({
    id: lead.id,
    before: lead.state,
    after,
    deals,
  }))
  const body = JSON.stringify(leads)
  if (undoId === null) {
    const id = tx.newId()
    await sql`
      insert into undo (organization_id, id, member_id, kind, body, created_at)
      values (${tx.organizationId}, ${id}, ${tx.actor.memberId}, ${`leads.${kind}`}, ${body}::jsonb, ${new Date(tx.now)})`.execute(
      tx.db,
    )
    return id
  }
  await sql`update undo set body = body || ${body}::jsonb
    where organization_id = ${tx.organizationId} and id = ${undoId}`.execute(tx.db)
  return undoId
}

/** Changes of one lead that are more than its state: each is taken back in its own way. */
export type OneUndoKind = 'edit' | 'next_step' | 'activity'

/** Keeps what one change of one lead did; the body may seal something under the name of its record. */
export const keepOneUndo = async (
  tx: Tx,
  kind: OneUndoKind,
  bodyOf: (undoId: string) => object,
): Promise<string | null> => {
  if (tx.actor.kind !== 'member' || tx.unattended) return null
  const id = tx.newId()
  await sql`
    insert into undo (organization_id, id, member_id, kind, body, created_at)
    values (${tx.organizationId}, ${id}, ${tx.actor.memberId}, ${`leads.${kind}`},
      ${JSON.stringify(bodyOf(id))}::jsonb, ${new Date(tx.now)})`.execute(tx.db)
  return id
}
