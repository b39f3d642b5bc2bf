import { randomBytes } from 'node:crypto'
import { CampaignSchema, EntranceCampaignSchema } from '@tributary/db'
import { inOrganization, newUuid } from './in-organization.ts'
import type { TestOrganization } from './testing.ts'

export type TestCampaign = {
  readonly id: string
  readonly slug: string
  readonly token: string
  readonly origin: string
}

/** A campaign that takes leads, as the tests of the public doors need one. */
export const addCampaign = async (
  { system }: Pick<TestOrganization, 'system'>,
  changes: Partial<{
    slug: string
    status: 'draft' | 'active' | 'paused' | 'completed'
    requireToken: boolean
    requireConsent: boolean
    hourlyCap: number | null
    autoAssign: boolean
  }> = {},
): Promise<TestCampaign> => {
  const slug = changes.slug ?? `campaign-${randomBytes(5).toString('hex')}`
  const token = `ct_${randomBytes(12).toString('hex')}`
  const origin = 'https://www.example.com'
  const id = newUuid(Date.now())
  await inOrganization(system, async ({ em, organizationId }) => {
    const at = new Date()
    em.create(CampaignSchema, {
      organizationId,
      id,
      name: 'Spring offer',
      currency: 'USD',
      notificationEmails: [],
      allowedOrigins: [origin],
      form: {},
      status: 'active',
      createdAt: at,
      updatedAt: at,
      ...changes,
      slug,
      token,
    })
    em.create(EntranceCampaignSchema, { slug, organizationId, campaignId: id })
  })
  return { id, slug, token, origin }
}

let made = 0

/** A submission nobody sent before. */
export const submission = (campaign: TestCampaign, changes: Record<string, unknown> = {}) => {
  const n = ++made
  return {
    campaign_id: campaign.slug,
    source: 'landing-page',
    contact: {
      firstName: 'Divya',
      lastName: `Rao${n}`,
      email: `divya.rao${n}@acme${n}.example.com`,
      phone: '+1-555-123-4567',
      company: 'Acme Heating',
    },
    lead_details: {
      service_interest: 'Heat pump',
      urgency: 'High (Same day)',
      message: 'Our heating stopped this morning.',
      budget_range: '$5000-$10000',
      timeline: 'Within 2 weeks',
    },
    tracking: {
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring',
      visitor_id: `visitor-${n}`,
      session_id: `session-${n}`,
    },
    form_metadata: { form_type: 'contact', consent_given: true, timestamp: '2026-03-02T10:00:00Z' },
    behavior: { time_on_page_seconds: 200, fields_total: 8, fields_completed: 8 },
    ...changes,
  }
}
