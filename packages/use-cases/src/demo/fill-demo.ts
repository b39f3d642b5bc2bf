import { CampaignSchema } from '@tributary/db'
import { addDays, dateIn } from '@tributary/kernel'
import { simulateMarket } from '@tributary/simulator'
import { createApiKey } from '../api-keys/manage-api-keys.ts'
import { replaceLookups } from '../enrichment/lookups.ts'
import { authDb } from '../entrance/auth-tables.ts'
import { inOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'
import { DEMO_CURRENCY, DEMO_DAYS, DEMO_EMAIL, DEMO_LEADS, DEMO_SEED, DEMO_ZONE } from './demo-setting.ts'
import { feedMarket } from './feed-market.ts'
import { companiesOf, type DemoPlaces, foundDemo, keepHours } from './found-demo.ts'
import { planNextSteps } from './plan-next-steps.ts'

/** How to enter the demo, as a person, as a program and as a form on a web page. */
export type DemoAccess = {
  readonly email: string
  readonly password: string
  readonly apiKey: string
  readonly campaign: { readonly id: string; readonly token: string; readonly origin: string }
}

/** About how many leads, over how many days up to today. */
export type DemoSize = { readonly leads: number; readonly days: number }

type Filling = {
  readonly password: string
  readonly now: number
  readonly size?: DemoSize | undefined
  /** Before the first row is written. Whoever is interrupted from then on leaves half of a demo. */
  readonly onBegin?: () => Promise<void>
}

/**
 * Fills an empty instance with a year of a small business. Nothing happens where an organization stands already.
 * The simulated truth stays outside: only what a market shows is fed in.
 */
export const fillDemo = async (
  product: Product,
  { password, now, size = { leads: DEMO_LEADS, days: DEMO_DAYS }, onBegin }: Filling,
): Promise<DemoAccess | undefined> => {
  const any = await authDb(product).selectFrom('auth_organization').select('id').limit(1).executeTakeFirst()
  if (any) return undefined
  await onBegin?.()
  // A first start is the same without a network: the invented companies have no name servers to ask.
  replaceLookups(product, { lookUpMx: async () => 'unknown' })
  const start = addDays(dateIn(now, DEMO_ZONE), -size.days)
  const { market } = simulateMarket({
    seed: DEMO_SEED,
    leads: size.leads,
    start,
    days: size.days + 1,
    timeZone: DEMO_ZONE,
    currency: DEMO_CURRENCY,
    now,
  })
  const begins = market.events[0]?.at ?? now
  const places = await foundDemo(product, market, companiesOf(market.events), {
    password,
    now: begins - 60_000,
  })
  await feedMarket(product, places, market.events, DEMO_ZONE)
  await planNextSteps(product, places, now)
  await keepHours(product, places, market.catalog.members)
  return accessOf(product, places, password)
}

const accessOf = async (product: Product, places: DemoPlaces, password: string): Promise<DemoAccess> => {
  const ctx = { product, organizationId: places.organizationId, actor: places.owner }
  const { key } = await createApiKey(ctx, {
    name: 'Demo',
    scopes: ['capture', 'leads.read', 'analytics.read'],
  })
  const campaign = await inOrganization(ctx, ({ em }) =>
    em.findOneOrFail(
      CampaignSchema,
      { organizationId: places.organizationId, status: 'active' },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    ),
  )
  return {
    email: DEMO_EMAIL,
    password,
    apiKey: key,
    campaign: { id: campaign.slug, token: campaign.token, origin: campaign.allowedOrigins[0] ?? '' },
  }
}
