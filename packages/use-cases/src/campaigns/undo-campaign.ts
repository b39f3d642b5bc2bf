import { AppError, type Done, notFound, type UndoChange } from '@tributary/contracts'
import type { Campaign } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { checkCampaign, openCampaign } from './open-campaign.ts'

type Fields = { readonly [K in keyof Campaign]?: Campaign[K] }
type UndoneCampaign = { readonly id: string; readonly before: Fields; readonly after: Fields }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** A copy that no later change of the campaign reaches. */
export const asItWas = (campaign: Campaign): Campaign => structuredClone({ ...campaign })

/** Of a campaign that was changed, what differs from before, kept for its undo; null when nothing does. */
export const keepCampaignUndo = async (
  { db, organizationId, actor, now, newId }: Tx,
  before: Campaign,
  after: Campaign,
): Promise<string | null> => {
  const fields = (Object.keys(after) as (keyof Campaign)[]).filter(
    (field) => field !== 'updatedAt' && !same(before[field], after[field]),
  )
  if (fields.length === 0 || actor.kind !== 'member') return null
  const only = (campaign: Campaign): Fields =>
    Object.fromEntries(fields.map((field) => [field, campaign[field] ?? null]))
  const body: UndoneCampaign = { id: after.id, before: only(before), after: only(after) }
  const id = newId()
  await sql`insert into undo (organization_id, id, member_id, kind, body, created_at)
    values (${organizationId}, ${id}, ${actor.memberId}, 'campaign', ${JSON.stringify(body)}::jsonb,
      ${new Date(now)})`.execute(db)
  return id
}

const takeRecord = async (
  { db, organizationId, actor, now }: Tx,
  undoId: string,
): Promise<UndoneCampaign> => {
  if (actor.kind !== 'member') throw notFound('change')
  const { rows } = await sql<{ body: UndoneCampaign; used_at: string | null }>`
    select body, used_at from undo where organization_id = ${organizationId} and id = ${undoId}
      and member_id = ${actor.memberId} and kind = 'campaign' for update`.execute(db)
  const record = rows[0]
  if (!record) throw notFound('change')
  if (record.used_at !== null) throw new AppError('CONFLICT', 'This change was already taken back.')
  await sql`update undo set used_at = ${new Date(now)}
    where organization_id = ${organizationId} and id = ${undoId}`.execute(db)
  return record.body
}

/**
 * Takes a change of a campaign's settings back as a whole.
 * @throws CONFLICT when somebody changed the same thing since.
 */
export const undoCampaign = (ctx: Context, { undoId }: UndoChange): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const { id, before, after } = await takeRecord(tx, undoId)
    await sql`select 1 from campaign where organization_id = ${tx.organizationId} and id = ${id}
      for update`.execute(tx.db)
    const campaign = await openCampaign(tx, id)
    const fields = Object.keys(after) as (keyof Campaign)[]
    if (!fields.every((field) => same(campaign[field], after[field])))
      throw new AppError('CONFLICT', 'Somebody changed this campaign since.')
    const { startDate = null, endDate = null } = campaign
    await checkCampaign(tx, { startDate, endDate, ...before })
    tx.em.assign(campaign, { ...before, updatedAt: new Date(tx.now) })
    await tx.em.flush()
    tx.audit({
      action: 'campaign.updated',
      targetKind: 'campaign',
      targetId: id,
      before: after,
      after: before,
      meta: { fields, undo: true },
    })
    tx.changed('campaigns')
    return { done: true }
  })
