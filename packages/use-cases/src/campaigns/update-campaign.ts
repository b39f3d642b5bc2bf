import type { CampaignDetail, UpdateCampaign } from '@tributary/contracts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { checkCampaign, openCampaign } from './open-campaign.ts'
import { readCampaignIn } from './read-campaigns.ts'

/** Changes what a campaign is; its id and its capture settings stay. */
export const updateCampaign = (ctx: Context, { id, ...given }: UpdateCampaign): Promise<CampaignDetail> =>
  inOrganization(ctx, async (tx) => {
    const campaign = await openCampaign(tx, id)
    const { startDate, endDate } = campaign
    await checkCampaign(tx, { startDate: startDate ?? null, endDate: endDate ?? null, ...given })
    const before = { ...campaign }
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
    return readCampaignIn(tx, id)
  })
