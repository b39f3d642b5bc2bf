import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { ownHouse } from './house/house.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined
    return element?.getAttribute('aria-label') ?? label ?? element?.textContent?.trim() ?? ''
  })

/** Walks on with Tab until something of that name has the focus. */
const tabTo = async (page: Page, name: RegExp, most = 60): Promise<void> => {
  for (let step = 0; step < most; step++) {
    if (name.test(await focusedName(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab did not reach ${name}.`)
}

describe('without a mouse', () => {
  it('a person signs in, goes to the leads, opens the newest and accepts it', async () => {
    await bringLead(house, {
      firstName: 'Keys',
      lastName: 'Only',
      email: 'keys.only@quayside.com',
      company: 'Keyboard Works',
    })
    const { page } = await visit()
    await page.goto('/sign-in')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await tabTo(page, /^E-mail/)
    await page.keyboard.type(house.owner.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(house.owner.password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/home')
    await page.getByRole('button', { name: `${house.owner.name}: account` }).waitFor()

    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.waitForURL('**/leads')
    await page.getByRole('row').filter({ hasText: 'Keyboard Works' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /Keyboard Works/ }).waitFor()
    await tabTo(page, /^Accept$/)
    await page.keyboard.press('Enter')
    await page.getByText('Accepted', { exact: true }).first().waitFor()
  })

  it('“?” shows the keys, and the palette finds a page by its name', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/home')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Go to leads').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('dashb')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/dashboard*')
  })
})
