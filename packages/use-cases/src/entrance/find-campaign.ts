import type { Product } from '../product.ts'
import { authDb } from './auth-tables.ts'

export type CampaignPlace = { readonly organizationId: string; readonly campaignId: string }

const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** Slug -> organization and campaign. Slugs never move to another campaign, so a caller may remember the answer. */
export const findCampaign = async (product: Product, slug: string): Promise<CampaignPlace | undefined> => {
  if (!SLUG.test(slug)) return undefined
  const row = await authDb(product)
    .selectFrom('entrance_campaign')
    .select(['organization_id', 'campaign_id'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row && { organizationId: row.organization_id, campaignId: row.campaign_id }
}
