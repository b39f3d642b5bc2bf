import { type CampaignPlace, findCampaign } from '../entrance/find-campaign.ts'
import type { Product } from '../product.ts'

const KNOWN_FOR = 60_000
const UNKNOWN_FOR = 1_000
const MOST = 20_000

/**
 * Which organization a campaign id belongs to. The answer is remembered for a while, also when there is none, so that
 * guessing costs the database little.
 */
export const openCampaignFinder = (product: Product) => {
  const known = new Map<string, { readonly found: CampaignPlace | undefined; readonly until: number }>()
  return {
    find: async (slug: string): Promise<CampaignPlace | undefined> => {
      const now = performance.now()
      const remembered = known.get(slug)
      if (remembered && remembered.until > now) return remembered.found
      const found = await findCampaign(product, slug)
      if (known.size >= MOST) known.clear()
      known.set(slug, { found, until: now + (found ? KNOWN_FOR : UNKNOWN_FOR) })
      return found
    },
    forget: (slug: string): void => void known.delete(slug),
  }
}
