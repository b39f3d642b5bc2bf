import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterPassword } from './house/sign-in.ts'
import { type Instance, startInstance } from './house/start-instance.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance?.stop())

const owner = { name: 'Mira Holm', email: 'mira@firstday.example', password: 'nobody was here before me' }
const colleague = {
  name: 'Tom Vale',
  email: 'tom@firstday.example',
  password: 'the second one through the door',
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

describe('the first day of an instance', () => {
  it('the first person signs up, makes the organization and is at home', async () => {
    const { page } = await visit({ url: instance.url })
    await page.goto('/')
    await page.waitForURL('**/sign-up')
    await page.getByLabel('Your name').fill(owner.name)
    await page.getByLabel('E-mail').fill(owner.email)
    await page.getByLabel(/^Password/).fill(owner.password)
    await page.getByLabel(/^Organization/).fill('First Day Ltd')
    await page.getByRole('button', { name: 'Create the organization' }).click()
    await page.waitForURL('**/home')
    await page.getByRole('button', { name: `${owner.name}: account` }).waitFor()
  })

  it('nobody else can sign up after that', async () => {
    const { page } = await visit({ url: instance.url })
    await page.goto('/sign-up')
    await page.getByRole('heading', { name: 'Sign-up is closed' }).waitFor()
  })

  it('a colleague who is invited finds the mail in the mailbox, joins, and stands among the members', async () => {
    const { page } = await visit({ url: instance.url })
    await page.goto('/sign-in')
    await enterPassword(page, owner)
    await page.waitForURL('**/home')
    await page.goto('/settings/members')
    await page
      .getByRole('button', { name: /^Invite/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill(colleague.email)
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await dialog.getByText('A mail is on its way').waitFor()

    const other = await visit({ url: instance.url })
    await other.page.goto('/mailbox')
    await other.page.getByRole('link', { name: new RegExp(colleague.email) }).click()
    await other.page
      .getByRole('main')
      .getByRole('link', { name: /\/invitation\?token=/ })
      .click()
    await other.page.getByRole('heading', { name: 'Join First Day Ltd' }).waitFor()
    await other.page.getByLabel('Your name').fill(colleague.name)
    await other.page.getByLabel(/^Password/).fill(colleague.password)
    await other.page.getByRole('button', { name: 'Join First Day Ltd' }).click()
    await other.page.waitForURL('**/home')

    await page.goto('/settings/members')
    await page.getByRole('table', { name: 'Members' }).getByText(colleague.name).waitFor()
  })

  it('an open page hears news again within 5 seconds after a killed server is back', async () => {
    const { page } = await visit({ url: instance.url, expected: /ERR_|status of 50\d|Failed to fetch/ })
    await page.goto('/sign-in')
    await enterPassword(page, owner)
    await page.waitForURL('**/home')
    const live = page.getByRole('img', { name: /^Live/ })
    await live.waitFor()
    const pid = Number(await readFile(join(instance.dataDir, 'logs/server.pid'), 'utf8'))
    process.kill(pid, 'SIGKILL')
    const killedAt = performance.now()
    await live.waitFor({ state: 'hidden' })
    await expect.poll(() => answers(instance.url), { timeout: 60_000, interval: 50 }).toBe(true)
    const backAt = performance.now()
    await live.waitFor()
    const seconds = (from: number) => (performance.now() - from) / 1000
    console.log(
      `News again ${seconds(backAt).toFixed(1)} s after the server, ${seconds(killedAt).toFixed(1)} s after kill -9.`,
    )
    expect(seconds(backAt)).toBeLessThan(5)
  })
})
