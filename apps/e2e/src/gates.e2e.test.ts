import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { caller } from './house/call.ts'
import { findFaults } from './house/find-faults.ts'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { whenSettled } from './house/settle.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()
const campaign = `/campaigns/${house.campaign.id}`

type Route = { readonly path: string; readonly picture?: string; readonly over?: RegExp }
const route = (path: string, name?: string): Route => ({ path, ...(name ? { picture: name } : {}) })
/** An address that opens a sheet or a dialog of this title: the page without it is not what is to be looked at. */
const over = (title: RegExp, path: string, name?: string): Route => ({ ...route(path, name), over: title })

const OPEN: readonly Route[] = [
  route('/sign-in', 'sign-in'),
  route('/sign-up'),
  route('/forgot-password'),
  route('/reset-password?token=unknown'),
  route('/confirm-email?token=unknown'),
  route('/invitation?token=unknown'),
  route('/mailbox'),
  route(`/f/${house.campaign.slug}`, 'hosted-form'),
  route('/docs/api', 'api'),
  route('/no-such-page'),
]
const SIGNED_IN: readonly Route[] = [
  route('/home', 'home'),
  route('/leads', 'leads'),
  route('/leads?text=nobody-is-called-so'),
  route('/leads/new', 'new-lead'),
  route('/deals', 'deals'),
  route('/deals?view=board', 'deals-board'),
  route('/deals?currency=%5B%22XTS%22%5D'),
  over(/^New deal$/, '/deals?add=true'),
  route('/budget', 'budget'),
  route('/dashboard', 'dashboard'),
  route('/forecast', 'forecast'),
  over(/^Opened since/, '/forecast?week=opened', 'forecast-week'),
  route('/attribution', 'attribution'),
  route('/attribution?from=2020-01-01&to=2020-01-31'),
  over(/^Won deals$/, '/attribution?by=campaign&open=won', 'attribution-deals'),
  route('/campaigns', 'campaigns'),
  route('/campaigns/new'),
  route('/campaigns/held'),
  route(campaign, 'campaign'),
  route('/campaigns/spend', 'all-spend'),
  route(`${campaign}/leads`),
  route(`${campaign}/spend`, 'spend'),
  route(`${campaign}/spend?as=table`),
  over(/^Import/, `${campaign}/spend?import=true`, 'spend-import'),
  over(/^Spend on/, `${campaign}/spend?day=2026-01-05`),
  route(`${campaign}/capture`, 'capture'),
  route(`${campaign}/held`),
  route(`${campaign}/settings`),
  route('/profile', 'profile'),
  route('/profile/sessions'),
  ...[
    'members',
    'availability',
    'organization',
    'offices',
    'products',
    'sources',
    'companies',
    'scoring',
    'routing',
  ]
    .concat(['notifications', 'deliveries', 'api-keys', 'audit'])
    .map((page) => route(`/settings/${page}`, page === 'members' || page === 'scoring' ? page : undefined)),
  ...['offices', 'products', 'sources', 'companies'].map((page) =>
    over(/^New /, `/settings/${page}?open=new`),
  ),
]

/** Visits them two at a time and returns what is wrong, by page. */
const faultsOf = async (routes: readonly Route[], as?: 'owner'): Promise<Record<string, string[]>> => {
  const faults: Record<string, string[]> = {}
  const left = [...routes]
  const walk = async (): Promise<void> => {
    const { page } = await visit({ as, expected: /status of (404|400|410)/ })
    const settle = whenSettled(page)
    for (let next = left.shift(); next; next = left.shift()) {
      const { path, picture: name, over } = next
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      const look = async (): Promise<string[]> => {
        await page.goto(path)
        await settle()
        if (over) await page.getByRole('dialog', { name: over }).waitFor()
        return findFaults(page, settle, async ({ width, look }) => {
          if (name) await picture(page, `${name}-${width}-${look}`)
        })
      }
      const found = await look().catch((error: unknown) => [String(error)])
      if (found.length > 0) faults[path] = found
    }
  }
  await Promise.all([walk(), walk()])
  return faults
}

describe('every page, in light and dark, on a desk and in a hand', () => {
  it('is accessible and does not scroll sideways before signing in', async () => {
    expect(await faultsOf(OPEN)).toEqual({})
  })

  it('is accessible and does not scroll sideways for somebody signed in', async () => {
    const { id } = await bringLead(house, {
      firstName: 'Gate',
      lastName: 'Keeper',
      email: 'gate.keeper@quayside.com',
      company: 'Quayside Laundry',
      details: { service_interest: 'Boiler service', message: 'The boiler is loud since Monday.' },
      tracking: { utm_source: 'newsletter', utm_medium: 'email' },
    })
    const api = caller(house.url, house.cookies.owner)
    const { deals } = await api.mutate<{ deals: { id: string }[] }>('deals.create', {
      leadId: id,
      amountMinor: 64_000,
    })
    const won = await api.mutate<{ deals: { id: string }[] }>('deals.create', {
      leadId: id,
      amountMinor: 32_000,
    })
    await api.mutate('deals.move', { ids: won.deals.map((deal) => deal.id), to: 'won' })
    const tabs = ['?tab=journey', '?tab=products', '?tab=deals', '?tab=notifications'].map((tab) =>
      route(`/leads/${id}${tab}`),
    )
    const ofOne = [
      route(`/leads/${id}`, 'lead'),
      ...tabs,
      over(/^Edit/, `/leads/${id}?edit=true`, 'edit-lead'),
      over(/Quayside/, `/deals?open=${deals[0]?.id}`, 'deal'),
    ]
    expect(await faultsOf([...SIGNED_IN, ...ofOne], 'owner')).toEqual({})
  }, 270_000)
})
