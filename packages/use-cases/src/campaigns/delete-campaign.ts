import { AppError, type CampaignId, type Done } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { openCampaign } from './open-campaign.ts'

/** Deletes a campaign that never brought anything; one that did is completed instead, for its numbers stay. */
export const deleteCampaign = (ctx: Context, { id }: CampaignId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const campaign = await openCampaign(tx, id)
    const { rows } = await sql<{ used: boolean }>`
      select exists (select 1 from lead where organization_id = ${tx.organizationId} and campaign_id = ${id})
        or exists (select 1 from held_submission where organization_id = ${tx.organizationId} and campaign_id = ${id})
        or exists (select 1 from spend where organization_id = ${tx.organizationId} and campaign_id = ${id})
        as used`.execute(tx.db)
    if (rows[0]?.used)
      throw new AppError(
        'CONFLICT',
        'This campaign has brought leads or cost money. Complete it instead: its numbers stay.',
      )
    await sql`delete from entrance_campaign where slug = ${campaign.slug} and campaign_id = ${id}`.execute(
      tx.db,
    )
    tx.em.remove(campaign)
    await tx.em.flush()
    tx.audit({
      action: 'campaign.deleted',
      targetKind: 'campaign',
      targetId: id,
      meta: { slug: campaign.slug },
    })
    tx.changed('campaigns')
    return { done: true }
  })
