import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller } from './house/call.ts'
import { ownHouse } from './house/house.ts'
import { submit } from './house/submit.ts'
import { useBrowser } from './house/use-browser.ts'
import { sitePages } from './third-party-site/pages.ts'
import { type Site, serveSite } from './third-party-site/serve-site.ts'

const { visit } = useBrowser()
const house = ownHouse()
const { id: campaignId, slug: campaign } = house.campaign
let site: Site
let stranger: Site
beforeAll(async () => {
  const pages = () => sitePages({ tributary: house.url, campaign })
  site = await serveSite(pages, house.url)
  stranger = await serveSite(pages, house.url)
  await caller(house.url, house.cookies.owner).mutate('campaigns.changeCapture', {
    id: campaignId,
    allowedOrigins: [site.origin],
  })
})
afterAll(() => Promise.all([site?.close(), stranger?.close()]))

type FormPage = Awaited<ReturnType<typeof visit>>['page']

/** Fills the form of the third-party site; a person needs more than three seconds for that. */
const fillContact = async (page: FormPage, person: { first: string; last: string; email: string }) => {
  await page.getByLabel('First name').fill(person.first)
  await page.getByLabel('Last name').fill(person.last)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Company').fill('Quayside Laundry')
  await page.getByLabel('Service').selectOption('Boiler service')
  await page.waitForTimeout(3200)
}
const outcome = (page: FormPage, name: 'sent' | 'error' | 'waiting') =>
  page.waitForFunction((key) => document.documentElement.dataset[key], name, { timeout: 15_000 })

describe('capture on a website of somebody else', () => {
  it('a website is refused until its address stands on the list of the campaign', async () => {
    const { page } = await visit({ expected: /status of 403/ })
    const send = async () => {
      await page.goto(`${stranger.origin}/contact`)
      await fillContact(page, { first: 'Odd', last: 'Stranger', email: 'odd.stranger@quayside.com' })
      await page.getByRole('button', { name: 'Send' }).click()
    }
    await send()
    await outcome(page, 'error')

    const { page: app } = await visit({ as: 'owner' })
    await app.goto(`/campaigns/${campaignId}/capture`)
    await app.getByRole('textbox', { name: 'Website' }).fill(stranger.origin)
    await app.getByRole('button', { name: 'Add', exact: true }).click()
    await app.getByText('Website added').waitFor()
    await app.getByRole('button', { name: `Remove ${stranger.origin}` }).waitFor()

    await send()
    await outcome(page, 'sent')
  })

  it('a submission shows itself on the open list by the pill, without a reload', async () => {
    const { page: app } = await visit({ as: 'owner' })
    await app.goto('/leads')
    const list = app.getByRole('table', { name: 'Leads' })
    await list.getByRole('row').nth(3).waitFor()
    await app.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }))

    const { page: form } = await visit()
    await form.goto(`${site.origin}/contact?utm_source=google&utm_medium=cpc`)
    await fillContact(form, { first: 'Lena', last: 'Marsh', email: 'lena.marsh@quayside.com' })
    await form.getByRole('button', { name: 'Send' }).click()
    await outcome(form, 'sent')

    const pill = app.getByRole('button', { name: '1 new lead' })
    await pill.waitFor()
    expect(await list.getByText('Lena Marsh').count()).toBe(0)
    await pill.click()
    await list.getByText('Lena Marsh').waitFor()
    expect(await app.evaluate(() => 'stillTheSamePage' in globalThis)).toBe(true)
  })

  it('a submission made offline is kept, sent when the network is back, and is one lead', async () => {
    const { page, context } = await visit({ expected: /ERR_INTERNET_DISCONNECTED/ })
    await page.goto(`${site.origin}/contact`)
    await fillContact(page, { first: 'Nils', last: 'Offline', email: 'nils.offline@quayside.com' })
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Send' }).click()
    await outcome(page, 'waiting')
    // Open, it would be sent by the page that waits; it has to outlive that page.
    await page.close()
    await context.setOffline(false)
    const later = await context.newPage()
    await later.goto(`${site.origin}/contact`)
    await outcome(later, 'sent')

    const { page: app } = await visit({ as: 'owner' })
    await app.goto('/leads?text=nils.offline%40quayside.com')
    await app.getByText('1 lead match').waitFor()
  })

  it('a snippet that is pasted as it was copied asks what its campaign asks, and its submission arrives', async () => {
    const api = caller(house.url, house.cookies.owner)
    const { id } = await api.mutate<{ id: string }>('campaigns.create', { slug: 'pasted', name: 'Pasted' })
    await api.mutate('campaigns.move', { id, to: 'active' })
    const { snippet } = await api.mutate<{ snippet: string }>('campaigns.changeCapture', {
      id,
      requireConsent: true,
      form: { button: 'Get my quote', fields: ['company', 'urgency'] },
    })
    const pasted = await serveSite(
      () => ({ '/': `<!doctype html><html lang="en"><title>A shop</title><body>${snippet}</body></html>` }),
      house.url,
    )
    await api.mutate('campaigns.changeCapture', { id, allowedOrigins: [pasted.origin] })
    const { page } = await visit()
    const reported = page.waitForResponse((response) => response.url().endsWith('/v1/api/leads'))
    await page.goto(pasted.origin)
    expect(await page.getByLabel('Phone').count()).toBe(0)
    await page.getByLabel('First name').fill('Petra')
    await page.getByLabel('Last name').fill('Pasted')
    await page.getByLabel('E-mail').fill('petra.pasted@quayside.com')
    await page.getByLabel('Company').fill('Quayside Laundry')
    await page.getByLabel('How urgent is it?').selectOption('High (same day)')
    await page.getByRole('checkbox').check()
    await page.waitForTimeout(3200)
    await page.getByRole('button', { name: 'Get my quote' }).click()
    expect((await reported).status()).toBe(201)
    await page.getByRole('status').waitFor()
    await pasted.close()
    const { page: app } = await visit({ as: 'owner' })
    await app.goto('/leads?text=petra.pasted%40quayside.com')
    await app.getByText('1 lead match').waitFor()
  })

  it('the hosted form works without JavaScript', async () => {
    const { page } = await visit({ scripts: false })
    await page.goto(`/f/${campaign}`)
    await page.getByLabel('First name').fill('Paula')
    await page.getByLabel('Last name').fill('Plain')
    await page.getByLabel(/e-?mail/i).fill('paula.plain@quayside.com')
    await page.waitForTimeout(3200)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const { page: app } = await visit({ as: 'owner' })
    await app.goto('/leads?text=paula.plain%40quayside.com')
    await app.getByText('1 lead match').waitFor()
  })

  it('what comes over the hourly limit waits in quarantine until a person releases it as a lead', async () => {
    const api = caller(house.url, house.cookies.owner)
    const { id } = await api.mutate<{ id: string }>('campaigns.create', {
      slug: 'narrow-door',
      name: 'Narrow door',
    })
    await api.mutate('campaigns.move', { id, to: 'active' })
    await api.mutate('campaigns.changeCapture', { id, hourlyCap: 1 })
    const person = (firstName: string) =>
      submit(house.url, house.apiKey, {
        campaign: 'narrow-door',
        firstName,
        lastName: 'Queued',
        email: `${firstName.toLowerCase()}.queued@quayside.com`,
      })
    expect((await person('First')).status).toBe(201)
    expect((await person('Second')).status).toBe(202)

    const { page } = await visit({ as: 'owner' })
    await page.goto(`/campaigns/${id}/held`)
    await page.getByRole('checkbox', { name: 'Select Second Queued' }).click()
    await page.getByRole('button', { name: 'Release' }).click()
    await page.getByText('Released 1 submission').waitFor()
    await page.goto('/leads?text=second.queued%40quayside.com')
    await page.getByText('1 lead match').waitFor()
  })
})
