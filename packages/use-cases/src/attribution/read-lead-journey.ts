import { type LeadJourney, type LeadJourneyInput, notFound } from '@tributary/contracts'
import { readTouchesOf } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { storedTouch } from './deal-journey.ts'
import { presentTouches } from './present-touches.ts'
import { readCampaigns, touchesOf } from './read-journeys.ts'

const MOST = 100

/** The touches of a lead's person up to now, also those of other leads of theirs: the same that earn a deal once it is won. */
export const readLeadJourney = (ctx: Context, { leadId }: LeadJourneyInput): Promise<LeadJourney> =>
  inOrganization(ctx, async (tx) => {
    const { db, organizationId, now } = tx
    const lead = await db
      .selectFrom('lead')
      .select('contact_id')
      .where('organization_id', '=', organizationId)
      .where('id', '=', leadId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (!lead) throw notFound('lead')
    const span = { from: new Date(0), to: new Date(now) }
    const records = await readTouchesOf(db, organizationId, lead.contact_id, span)
    const touches = touchesOf(records, await readCampaigns(tx))
    const newest = touches.slice(-MOST).map(storedTouch)
    return { touches: await presentTouches(tx, newest), earlier: touches.length - newest.length }
  })
