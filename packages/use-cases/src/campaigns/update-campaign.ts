import { AppError, type CampaignChanged, type UpdateCampaign } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { checkCampaign, openCampaign } from './open-campaign.ts'
import { readCampaignIn } from './read-campaigns.ts'
import { asItWas, keepCampaignUndo } from './undo-campaign.ts'

/** @throws CONFLICT with who changed the campaign since it was read. */
const refuseStale = async (
  { db, organizationId }: Tx,
  id: string,
  expected: string | undefined,
): Promise<void> => {
  if (expected === undefined) return
  const { rows } = await sql<{ updated_at: string }>`select updated_at from campaign
    where organization_id = ${organizationId} and id = ${id} for update`.execute(db)
  const at = rows[0]?.updated_at
  if (at === undefined || new Date(at).getTime() === new Date(expected).getTime()) return
  const changed = await sql<{ name: string }>`select m.name from audit a
    join member m on m.organization_id = a.organization_id and m.id::text = a.actor_id
    where a.organization_id = ${organizationId} and a.target_kind = 'campaign' and a.target_id = ${id}
    order by a.at desc limit 1`.execute(db)
  const by = changed.rows[0]?.name ?? 'Somebody'
  throw new AppError(
    'CONFLICT',
    `${by} changed this campaign in the meantime. Look at it again, then decide.`,
    { extra: { by, at } },
  )
}

/** Changes what a campaign is; its id and its capture settings stay. */
export const updateCampaign = (
  ctx: Context,
  { id, expectedUpdatedAt, ...given }: UpdateCampaign,
): Promise<CampaignChanged> =>
  inOrganization(ctx, async (tx) => {
    await refuseStale(tx, id, expectedUpdatedAt)
    const campaign = await openCampaign(tx, id)
    const { startDate, endDate } = campaign
    await checkCampaign(tx, { startDate: startDate ?? null, endDate: endDate ?? null, ...given })
    const before = asItWas(campaign)
    tx.em.assign(campaign, { ...given, updatedAt: new Date(tx.now) })
    await tx.em.flush()
    tx.audit({
      action: 'campaign.updated',
      targetKind: 'campaign',
      targetId: id,
      before,
      after: given,
      meta: { fields: Object.keys(given) },
    })
    tx.changed('campaigns')
    const undoId = await keepCampaignUndo(tx, before, campaign)
    return { ...(await readCampaignIn(tx, id)), undoId }
  })
