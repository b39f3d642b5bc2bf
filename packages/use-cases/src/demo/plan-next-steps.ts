import { inOrganization } from '../in-organization.ts'
import { setNextStep } from '../leads/set-next-step.ts'
import type { Product } from '../product.ts'
import type { DemoPlaces } from './found-demo.ts'

const HOUR = 3_600_000

/** What is planned, and in how many hours from now: some of it was due before. */
const PLANS = [
  [-20, 'Call about the offer'],
  [-3, 'Send the price list'],
  [2, 'Call back as agreed'],
  [5, 'Ask who decides'],
  [26, 'Visit the office'],
  [50, 'Follow up on the proposal'],
] as const

/** Plans the next step of the newest leads that people are working on, so that each of them has something to do. */
export const planNextSteps = async (product: Product, places: DemoPlaces, now: number): Promise<void> => {
  const { organizationId } = places
  for (const actor of places.members.values()) {
    const leads = await inOrganization({ product, organizationId, actor }, ({ db }) =>
      db
        .selectFrom('lead')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('owner_id', '=', actor.memberId)
        .where('stage', 'in', ['contacted', 'qualified', 'proposal'])
        .orderBy('captured_at', 'desc')
        .limit(PLANS.length)
        .execute(),
    )
    for (const [i, { id }] of leads.entries()) {
      const [hours, text] = PLANS[i]!
      const at = new Date(now + hours * HOUR).toISOString()
      const step = { at, text }
      await setNextStep({ product, organizationId, actor }, { id, step, done: false })
    }
  }
}
