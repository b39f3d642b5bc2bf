import { AppError, type CampaignDetail, type CreateCampaign } from '@tributary/contracts'
import { CampaignSchema, OrganizationSchema } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { checkCampaign, newCampaignToken } from './open-campaign.ts'
import { readCampaignIn } from './read-campaigns.ts'

/** The id of a campaign is unique over all organizations: forms out there name nothing else. */
const takeSlug = async ({ db, organizationId }: Tx, slug: string, campaignId: string): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into entrance_campaign (slug, organization_id, campaign_id) values (${slug}, ${organizationId}, ${campaignId})
    on conflict do nothing`.execute(db)
  if (numAffectedRows !== 1n)
    throw new AppError('CONFLICT', 'This id is taken. Choose another one, such as the name with the year.', {
      field: 'slug',
    })
}

/** Makes a campaign, as a draft: it takes leads once it is activated. */
export const createCampaign = (ctx: Context, input: CreateCampaign): Promise<CampaignDetail> =>
  inOrganization(ctx, async (tx) => {
    await checkCampaign(tx, input)
    const { currency } = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
    const id = tx.newId()
    await takeSlug(tx, input.slug, id)
    const at = new Date(tx.now)
    tx.em.create(CampaignSchema, {
      ...input,
      organizationId: tx.organizationId,
      id,
      status: 'draft',
      currency,
      token: newCampaignToken(),
      allowedOrigins: originsOf(input.landingPageUrl),
      form: {},
      createdAt: at,
      updatedAt: at,
    })
    await tx.em.flush()
    tx.audit({ action: 'campaign.created', targetKind: 'campaign', targetId: id, after: input })
    tx.changed('campaigns')
    return readCampaignIn(tx, id)
  })

/** A landing page's own website may submit from the start. */
const originsOf = (address: string): string[] => {
  const url = address === '' ? null : URL.parse(address)
  return url === null ? [] : [url.origin]
}
