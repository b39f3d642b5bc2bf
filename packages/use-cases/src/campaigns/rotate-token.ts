import type { CampaignCapture, CampaignId } from '@tributary/contracts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { newCampaignToken, openCampaign } from './open-campaign.ts'
import { presentCapture } from './read-capture.ts'

/** A new token; forms that carry the old one stop working where a token is asked for. */
export const rotateToken = (ctx: Context, { id }: CampaignId): Promise<CampaignCapture> =>
  inOrganization(ctx, async (tx) => {
    const campaign = await openCampaign(tx, id)
    tx.em.assign(campaign, { token: newCampaignToken(), updatedAt: new Date(tx.now) })
    await tx.em.flush()
    tx.audit({ action: 'campaign.token_rotated', targetKind: 'campaign', targetId: id })
    tx.changed('campaigns')
    return presentCapture(tx, ctx.product, campaign)
  })
