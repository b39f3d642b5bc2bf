import type { Caller } from './call.ts'
import { type Submission, submit } from './submit.ts'

const FIRST = ['Ada', 'Bela', 'Chen', 'Dora', 'Emil', 'Fatima', 'Goran', 'Hana', 'Ivo', 'Jana']
const LAST = [
  'Keller',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
  'Quispe',
  'Rossi',
  'Sato',
  'Tanaka',
]
const COMPANY = [
  'Harbour Foods',
  'Alpine Optics',
  'Delta Bakeries',
  'Northwind Print',
  'Cedar Clinics',
  'Lumen Glass',
]
const DOMAIN = [
  'harbourfoods.com',
  'alpineoptics.com',
  'deltabakeries.com',
  'northwindprint.com',
  'cedarclinics.com',
]
const SERVICE = ['Boiler service', 'Drain cleaning', 'Leak search', 'Something else', undefined]
const URGENCY = ['Emergency (now)', 'High (Same day)', 'Medium (This week)', 'Low (Planning)']
const CHANNEL: readonly Submission['tracking'][] = [
  { utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'boilers', utm_content: 'headline-a' },
  { referrer_url: 'https://www.google.com/' },
  { utm_source: 'facebook', utm_medium: 'paid_social', utm_content: 'video-b' },
  { utm_source: 'newsletter', utm_medium: 'email' },
  { referrer_url: 'https://www.linkedin.com/' },
  { landing_page_url: 'https://riverbend.example/' },
]
const at = <T>(list: readonly T[], place: number): T => list[place % list.length] as T

/** Lead number `place` of a small, varied market; the same every time. */
export const seededLead = (place: number, campaign: string): Submission => {
  const firstName = at(FIRST, place)
  const lastName = at(LAST, Math.floor(place / FIRST.length) + place)
  const isBusiness = place % 3 !== 0
  return {
    campaign,
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${place}@${isBusiness ? at(DOMAIN, place) : 'gmail.com'}`.toLowerCase(),
    ...(isBusiness ? { company: at(COMPANY, place * 7) } : {}),
    details: {
      service_interest: at(SERVICE, place),
      urgency: at(URGENCY, place >> 1),
      budget_range: place % 2 === 0 ? '$1000-$5000' : null,
      message: place % 4 === 0 ? 'Please call in the afternoon, the line is busy in the morning.' : null,
    },
    tracking: { ...at(CHANNEL, place * 5), visitor_id: `visitor-${place}` },
    behavior: {
      time_on_page_seconds: (place * 37) % 300,
      fields_total: 8,
      fields_completed: place % 2 === 0 ? 8 : 5,
    },
  }
}

type Listed = { items: { id: string }[] }

/** So many leads, some of them decided and moved on, so that no list and no chart is empty. */
export const seedLeads = async (
  url: string,
  api: Caller,
  { apiKey, campaign, count }: { apiKey: string; campaign: string; count: number },
): Promise<void> => {
  for (let place = 0; place < count; place++) {
    const { status, body } = await submit(url, apiKey, seededLead(place, campaign))
    if (status !== 201) throw new Error(`Lead ${place} was refused: ${status} ${JSON.stringify(body)}`)
  }
  const { items } = await api.query<Listed>('leads.list', { size: Math.min(count, 60) })
  const part = (from: number, to: number) => ({ target: { ids: items.slice(from, to).map(({ id }) => id) } })
  await api.mutate('leads.review', { ...part(0, 12), to: 'accepted' })
  await api.mutate('leads.review', { ...part(12, 18), to: 'rejected', reason: 'not_a_fit' })
  await api.mutate('leads.move', { ...part(0, 10), to: 'contacted' })
  await api.mutate('leads.move', { ...part(2, 8), to: 'qualified' })
  await api.mutate('leads.move', { ...part(4, 7), to: 'proposal', valueMinor: 1_250_000 })
  await api.mutate('leads.move', { ...part(5, 6), to: 'won' })
}
