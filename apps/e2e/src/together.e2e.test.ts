import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { ownHouse } from './house/house.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

const REFUSED = /status of 409/

describe('several people in one house', () => {
  it('two who change the same field choose with both values before their eyes', async () => {
    const { id } = await bringLead(house, {
      firstName: 'Conny',
      lastName: 'Flict',
      email: 'conny@flict-quay.com',
    })
    const one = await visit({ as: 'owner', expected: REFUSED })
    const two = await visit({ as: 'owner' })
    for (const [{ page }, industry] of [
      [one, 'Mine'],
      [two, 'Theirs'],
    ] as const) {
      await page.goto(`/leads/${id}?edit=true`)
      await page.getByLabel('Industry').fill(industry)
    }
    await two.page.getByRole('button', { name: 'Save changes' }).click()
    await two.page.getByText('Saved', { exact: true }).waitFor()
    await one.page.getByRole('button', { name: 'Save changes' }).click()
    const clash = one.page.getByRole('row').filter({ hasText: 'Industry' })
    await clash.waitFor()
    expect(await clash.getByRole('cell').allInnerTexts()).toEqual(['Mine', 'Theirs'])
    await one.page.getByRole('button', { name: 'Keep mine' }).click()
    await one.page.getByText('Saved', { exact: true }).waitFor()
    await one.page.goto(`/leads/${id}?edit=true`)
    expect(await one.page.getByLabel('Industry').inputValue()).toBe('Mine')
  })

  it('a shared view is opened by a colleague with one key', async () => {
    const owner = await visit({ as: 'owner' })
    await owner.page.goto('/leads?grade=["D"]')
    await owner.page.getByRole('button', { name: 'Save as a view' }).click()
    await owner.page.getByLabel('Name').fill('To be nurtured')
    await owner.page.getByText('Share with everybody here').click()
    await owner.page.getByRole('button', { name: 'Save view' }).click()
    await owner.page.getByRole('link', { name: /To be nurtured/ }).waitFor()
    const { page } = await visit({ as: 'rep' })
    await page.goto('/leads')
    await page.getByRole('link', { name: /To be nurtured/ }).waitFor()
    await page.getByRole('heading', { name: 'Leads' }).click()
    await page.keyboard.press('1')
    await page.waitForURL(/grade=.*view=/)
  })

  it('Z takes back a choice in the settings', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/settings/notifications')
    const mail = page.getByRole('switch', { name: /Mail me each lead/ })
    const before = await mail.getAttribute('aria-checked')
    await mail.click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.getByRole('heading', { name: 'Notifications' }).click()
    await page.keyboard.press('z')
    await page.getByText('Undone').waitFor()
    await expect.poll(() => mail.getAttribute('aria-checked')).toBe(before)
  })
})
