import { AppError, notFound, type SpendChanged, type UndoSpend } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { holdSpend, keyOfSpend, type SpendChange, sameFigures, saveSpend } from './save-spend.ts'

/** Takes a change of spend back as a whole. A line that somebody changed since stays, and is counted as unchanged. */
export const undoSpend = (ctx: Context, { undoId }: UndoSpend): Promise<SpendChanged> =>
  inOrganization(ctx, async (tx) => {
    const { actor, organizationId, db, now } = tx
    if (actor.kind !== 'member') throw notFound('change')
    const { rows } = await sql<{ body: SpendChange[]; used_at: string | null }>`
      select body, used_at from undo where organization_id = ${organizationId} and id = ${undoId}
        and member_id = ${actor.memberId} and kind = 'spend' for update`.execute(db)
    const record = rows[0]
    if (!record) throw notFound('change')
    if (record.used_at !== null) throw new AppError('CONFLICT', 'This change was already taken back.')
    await sql`update undo set used_at = ${new Date(now)}
      where organization_id = ${organizationId} and id = ${undoId}`.execute(db)
    const standing = await holdSpend(tx, record.body)
    const untouched = record.body.filter((change) =>
      sameFigures(standing.get(keyOfSpend(change)) ?? null, change.after),
    )
    const back = untouched.map((change) => ({ ...change, before: change.after, after: change.before }))
    const done = await saveSpend(tx, back, { way: 'manual', undo: true })
    return { ...done, unchanged: done.unchanged + record.body.length - untouched.length }
  })
