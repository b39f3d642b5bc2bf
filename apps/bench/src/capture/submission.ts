import type { House } from '../house/open-house.ts'

/** A body as a real page sends it, different for every number. */
export const bodyOf = (slug: string, n: number | string): string =>
  JSON.stringify({
    campaign_id: slug,
    source: 'landing-page',
    contact: {
      firstName: 'Divya',
      lastName: `Rao ${n}`,
      email: `divya.rao.${n}@acme-heating-${n}.example`,
      phone: '+1-555-123-4567',
      company: 'Acme Heating and Cooling',
    },
    lead_details: {
      service_interest: 'Commercial heat pump maintenance',
      urgency: 'High (Same day)',
      message: 'Our heating stopped this morning and we open at nine. Could somebody come by today?',
      budget_range: '$5000-$10000',
      timeline: 'Within 2 weeks',
    },
    tracking: {
      visitor_id: `visitor-${n}`,
      session_id: `session-${n}`,
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring-offer',
      utm_term: 'heat pump service',
      utm_content: 'headline-b',
      referrer_url: 'https://www.google.com/',
      landing_page_url: 'https://www.example.com/heat-pumps?gclid=abc123',
      user_agent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    },
    form_metadata: {
      form_type: 'contact',
      form_version: '3',
      consent_given: true,
      timestamp: '2026-03-02T10:00:00Z',
    },
    behavior: { time_on_page_seconds: 125, fields_total: 10, fields_completed: 10 },
  })

export const headersOf = ({ campaign }: Pick<House, 'campaign'>): string =>
  `Content-Type: application/json\r\nOrigin: ${campaign.origin}\r\n`
