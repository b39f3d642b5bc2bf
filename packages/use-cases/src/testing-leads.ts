import { randomUUID } from 'node:crypto'
import { type CaptureBody, readCaptureBody } from '@tributary/contracts'
import { CampaignSchema, EntranceCampaignSchema } from '@tributary/db'
import { sql } from 'kysely'
import { captureDoorOf } from './capture/capture-door.ts'
import type { CaptureAnswer } from './capture/door-request.ts'
import { inOrganization, newUuid } from './in-organization.ts'
import { foldEvents } from './ledger/fold-events.ts'
import type { TestOrganization } from './testing.ts'

export type TestCampaign = { readonly id: string; readonly slug: string }

/** An open campaign of an organization, as the campaign screen would make it. */
export const addCampaign = async (
  { system }: TestOrganization,
  settings: { notificationEmails?: string[]; autoAssign?: boolean } = {},
): Promise<TestCampaign> =>
  inOrganization(system, async ({ em, organizationId, now }) => {
    const id = newUuid(now)
    const slug = `campaign-${id.slice(-12)}`
    const at = new Date(now)
    em.create(CampaignSchema, {
      organizationId,
      id,
      slug,
      name: 'Spring offer',
      status: 'active',
      currency: 'USD',
      token: randomUUID(),
      notificationEmails: settings.notificationEmails ?? [],
      autoAssign: settings.autoAssign ?? true,
      allowedOrigins: [],
      form: {},
      createdAt: at,
      updatedAt: at,
    })
    em.create(EntranceCampaignSchema, { slug, organizationId, campaignId: id })
    return { id, slug }
  })

let people = 0

/** A submission that scores an A; `over` changes what it says. */
export const hotSubmission = (
  campaign: TestCampaign,
  over: Partial<CaptureBody['contact']> = {},
): CaptureBody => ({
  campaign_id: campaign.slug,
  source: 'landing-page',
  contact: {
    firstName: 'Maria',
    lastName: 'Alvarez',
    email: `maria.${++people}@alvarez-works.com`,
    phone: '+1 415 555 2671',
    company: 'Alvarez Works',
    ...over,
  },
  lead_details: { service_interest: 'Boiler repair', urgency: 'Emergency', budget_range: '$5000-$10000' },
  tracking: { utm_source: 'google', utm_medium: 'cpc' },
  behavior: { time_on_page_seconds: 200, fields_total: 7, fields_completed: 7 },
})

/** Comes in through the hot door, as the house itself: neither limits nor traps. */
export const capture = (
  { system }: TestOrganization,
  body: CaptureBody,
  options: { now?: number } = {},
): Promise<CaptureAnswer> =>
  captureDoorOf(system.product).submit({
    body: readCaptureBody(body).body,
    caller: { kind: 'system', organizationId: system.organizationId },
    ip: null,
    skipLimits: true,
    now: options.now,
  })

/** The ids of every event of an organization, oldest first. */
export const eventIdsOf = ({ system }: TestOrganization): Promise<string[]> =>
  inOrganization(system, async ({ db, organizationId }) => {
    const { rows } = await sql<{ id: string }>`
      select id from event where organization_id = ${organizationId} order by id`.execute(db)
    return rows.map(({ id }) => id)
  })

/** Folds whatever nobody has folded yet. */
export const foldAll = async (organization: TestOrganization): Promise<void> => {
  const eventIds = await eventIdsOf(organization)
  if (eventIds.length > 0) await foldEvents(organization.system, { eventIds })
}
