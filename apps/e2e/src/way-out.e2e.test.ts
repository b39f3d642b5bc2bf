import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { furnish } from './house/furnish.ts'
import type { House } from './house/house.ts'
import { enterPassword, signIn } from './house/sign-in.ts'
import { type Instance, startInstance } from './house/start-instance.ts'
import { submit } from './house/submit.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const HOOK = 'https://hooks.slack.com/services/T0RIVER/B0BEND/abcdefghijklmnop'

/** Slack, as far as a webhook knows it: it takes a post or says in a word why not. */
const posts: { path: string; text: string }[] = []
let answer = { status: 200, word: 'ok' }
let slack: Server
let instance: Instance
let house: Omit<House, 'url' | 'dataDir' | 'browser'>
beforeAll(async () => {
  slack = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { text } = JSON.parse(Buffer.concat(parts).toString()) as { text: string }
    if (answer.status === 200) posts.push({ path: request.url ?? '', text })
    response.writeHead(answer.status).end(answer.word)
  }).listen(0, '127.0.0.1')
  await once(slack, 'listening')
  const { port } = slack.address() as AddressInfo
  instance = await startInstance({ env: { SLACK_BASE_URL: `http://127.0.0.1:${port}` } })
  house = await furnish(instance.url)
})
afterAll(async () => {
  await instance?.stop()
  slack?.close()
})

const hotLead = (company: string) =>
  submit(instance.url, house.apiKey, {
    campaign: house.campaign.slug,
    firstName: 'Hanna',
    lastName: 'Hasty',
    email: `hanna@${company.toLowerCase().replaceAll(' ', '-')}.com`,
    company,
    details: { service_interest: 'Boiler service', urgency: 'Emergency', budget_range: '$5000-$10000' },
    tracking: { utm_source: 'google', utm_medium: 'cpc' },
    behavior: { time_on_page_seconds: 300, fields_total: 7, fields_completed: 7 },
  })

describe('the way out', () => {
  it('Slack is connected in the settings, and a hot lead is posted and stands in the log', async () => {
    const { page } = await visit({ url: instance.url })
    await signIn(page, house.owner)
    await page.goto('/settings/notifications')
    await page.getByLabel('Address of an incoming webhook').fill(HOOK)
    await page.getByLabel('Channel').fill('#leads')
    await page.getByRole('button', { name: 'Connect Slack' }).click()
    await page.getByText('Connected', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('abcdefghijklmnop')

    expect((await hotLead('Warm Harbour')).status).toBe(201)
    await expect.poll(() => posts, { timeout: 20_000 }).toHaveLength(1)
    expect(posts[0]).toMatchObject({ path: new URL(HOOK).pathname })
    expect(posts[0]?.text).toContain('Warm Harbour')

    await page.goto('/settings/deliveries?kind=slack.hot_lead')
    const row = page.getByRole('row').filter({ hasText: 'Warm Harbour' })
    await row.getByText('Sent', { exact: true }).waitFor()
  })

  it('what Slack refused is given up, told at home and sent again from the screen', async () => {
    const { page } = await visit({ url: instance.url })
    await signIn(page, house.owner)
    answer = { status: 400, word: 'invalid_payload' }
    expect((await hotLead('Cold Quay')).status).toBe(201)
    await page.goto('/settings/deliveries')
    const given = page.getByText('1 delivery was given up.')
    await given.waitFor({ timeout: 20_000 })
    answer = { status: 200, word: 'ok' }
    await page.getByRole('button', { name: 'Send all again' }).click()
    await page.getByText('1 delivery goes out again').waitFor()
    await expect
      .poll(() => posts.some(({ text }) => text.includes('Cold Quay')), { timeout: 20_000 })
      .toBe(true)
  })
})

describe('the way back in', () => {
  const fresh = 'a new key for the old boathouse'

  it('who forgot the password sets a new one through the mail, and all sessions end', async () => {
    const { page } = await visit({ url: instance.url, expected: /status of 401/ })
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Forgot the password?' }).click()
    await page.getByRole('heading', { name: 'Forgot the password' }).waitFor()
    const [person] = house.reps
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await page.getByRole('link', { name: 'Open the mailbox of this machine' }).click()
    await page.getByRole('link', { name: new RegExp(`password.*${person.email}`, 'is') }).click()
    await page.getByRole('link', { name: /\/reset-password\?token=/ }).click()
    const address = page.url()
    await page.getByLabel('New password').fill(fresh)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'The password is changed' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await enterPassword(page, { email: person.email, password: fresh })
    await page.waitForURL('**/home')
    const again = await visit({ url: instance.url, expected: /status of 4\d\d/ })
    await again.page.goto(address)
    await again.page.getByLabel('New password').fill(fresh)
    await again.page.getByRole('button', { name: 'Set the password' }).click()
    await again.page.getByText(/link/i).first().waitFor()
  })

  it('who guesses too often is told how long to wait', async () => {
    const { page } = await visit({ url: instance.url, expected: /status of 4\d\d/ })
    await page.goto('/sign-in')
    const told = page.getByText(/^Too many tries\. Wait (a minute|\d+ minutes) and try again\.$/)
    for (let guess = 0; guess < 7 && !(await told.isVisible()); guess++) {
      await enterPassword(page, { email: house.reps[1].email, password: `guess number ${guess}` })
      await page.getByRole('alert').filter({ visible: true }).first().waitFor()
      await page.waitForTimeout(300)
    }
    await told.waitFor()
  })
})
