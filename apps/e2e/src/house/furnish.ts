import { type Caller, caller } from './call.ts'
import type { House, Person } from './house.ts'
import { seedLeads } from './seed-leads.ts'

export const owner: Person = {
  name: 'Asha Rao',
  email: 'asha@riverbend.example',
  password: 'a quiet bend in the river',
}
const reps: readonly [Person, Person] = [
  { name: 'Ben Okoro', email: 'ben@riverbend.example', password: 'boats on a slow morning' },
  { name: 'Chitra Nair', email: 'chitra@riverbend.example', password: 'reeds along the far bank' },
]
const LEADS = 60

const join = async (url: string, api: Caller, { name, email, password }: Person): Promise<Caller> => {
  const { url: link } = await api.mutate<{ url: string }>('members.invite', { email, role: 'rep' })
  const theirs = caller(url)
  const token = new URL(link).searchParams.get('token')
  await theirs.mutate('accounts.acceptInvitation', { token, name, password })
  return theirs
}

/** Somebody's organization with people, products, a campaign and leads, made through its own API. */
export const furnish = async (url: string): Promise<Omit<House, 'url' | 'dataDir' | 'browser'>> => {
  const api = caller(url)
  const { name, email, password } = owner
  const organization = { name: 'Riverbend Heating', currency: 'USD', locale: 'en-US', timeZone: 'UTC' }
  await api.mutate('accounts.signUp', { name, email, password, organization })
  const rep = await join(url, api, reps[0])
  await join(url, api, reps[1])
  await api.mutate('catalogue.createOffice', { name: 'Harbour office', regionCode: 'US-WA', city: 'Seattle' })
  for (const [code, title, priceMinor] of [
    ['BOILER', 'Boiler service', 18_900],
    ['DRAIN', 'Drain cleaning', 12_500],
    ['LEAK', 'Leak search', 24_000],
  ] as const)
    await api.mutate('catalogue.createProduct', { kind: 'service', code, name: title, priceMinor })
  await api.mutate('catalogue.createSource', { name: 'Trade directory', type: 'directory', trustScore: 70 })

  const slug = 'spring-boilers'
  const { id } = await api.mutate<{ id: string }>('campaigns.create', {
    slug,
    name: 'Spring boilers',
    budgetMinor: 500_000,
    targetLeads: 200,
  })
  await api.mutate('campaigns.move', { id, to: 'active' })
  await api.mutate('campaigns.create', { slug: 'autumn-check', name: 'Autumn check', type: 'assessment' })
  const { token } = await api.query<{ token: string }>('campaigns.capture', { id })
  const { key: apiKey } = await api.mutate<{ key: string }>('apiKeys.create', {
    name: 'Website server',
    scopes: ['capture', 'leads.read', 'analytics.read'],
  })
  await seedLeads(url, api, { apiKey, campaign: slug, count: LEADS })
  return {
    owner,
    reps,
    campaign: { id, slug, token },
    apiKey,
    cookies: { owner: api.cookie(), rep: rep.cookie() },
  }
}
