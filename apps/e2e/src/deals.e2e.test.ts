import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { caller } from './house/call.ts'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()
const api = caller(house.url, house.cookies.owner)

const bringDeal = async (company: string, amountMinor: number): Promise<{ lead: string; deal: string }> => {
  const email = `${company.toLowerCase().replaceAll(' ', '.')}@quayside.com`
  const { id } = await bringLead(house, { firstName: 'Dora', lastName: 'Dealer', email, company })
  const { deals } = await api.mutate<{ deals: { id: string }[] }>('deals.create', { leadId: id, amountMinor })
  return { lead: id, deal: deals[0]?.id ?? '' }
}

const boardOf = (lead: string): string =>
  `/deals?view=board&leadIds=${encodeURIComponent(JSON.stringify([lead]))}`
const cardIn = (page: Page, stage: string, company: string) =>
  page.getByRole('region', { name: stage, exact: true }).getByRole('button', { name: company, exact: true })

describe('deals', () => {
  it('go from column to column by keys, keep the focus, and come back with Z', async () => {
    const { lead } = await bringDeal('Keyed Kilns', 480_000)
    const { page } = await visit({ as: 'owner' })
    await page.goto(boardOf(lead))
    await cardIn(page, 'Proposal', 'Keyed Kilns').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('Moved to Negotiation: 1 deal').waitFor()
    const moved = cardIn(page, 'Negotiation', 'Keyed Kilns')
    await moved.waitFor()
    await expect.poll(() => moved.evaluate((card) => card === document.activeElement)).toBe(true)
    await page.getByRole('region', { name: 'Negotiation', exact: true }).getByText('$4.8K').first().waitFor()

    await page.keyboard.press('s')
    await page.getByRole('dialog').getByRole('option', { name: 'Lost: price' }).click()
    await page.getByText('Moved to Lost (price): 1 deal').waitFor()
    await cardIn(page, 'Lost', 'Keyed Kilns').waitFor()
    await page.keyboard.press('z')
    await page.getByText('Undone', { exact: true }).waitFor()
    await cardIn(page, 'Negotiation', 'Keyed Kilns').waitFor()
  })

  it('are dragged to lost, which asks why in the column, and Escape leaves them where they stood', async () => {
    const { lead } = await bringDeal('Dragged Docks', 120_000)
    const { page } = await visit({ as: 'owner' })
    await page.goto(boardOf(lead))
    const card = cardIn(page, 'Proposal', 'Dragged Docks')
    const lost = page.getByRole('region', { name: 'Lost', exact: true })
    await card.dragTo(lost)
    const why = page.getByRole('group', { name: 'Why is Dragged Docks lost?' })
    await why.waitFor()
    await picture(page, 'deals-lost-reason')
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
    await card.dragTo(lost)
    await why.getByRole('button', { name: 'No budget' }).click()
    await page.getByText('Moved to Lost (no budget): 1 deal').waitFor()
    await cardIn(page, 'Lost', 'Dragged Docks').waitFor()
    await lost.getByText('No budget').waitFor()
  })

  it('are opened by hand, changed in their sheet, and tell what became of them', async () => {
    const { id } = await bringLead(house, {
      firstName: 'Hanna',
      lastName: 'Handmade',
      email: 'hanna@handmade-harbour.com',
      company: 'Handmade Harbour',
    })
    const { page } = await visit({ as: 'owner' })
    await page.goto(`/deals?leadIds=${encodeURIComponent(JSON.stringify([id]))}`)
    await page.getByText('No deal matches').waitFor()
    await page.getByRole('button', { name: 'New deal' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New deal' })
    await dialog.getByRole('combobox', { name: /^Lead/ }).fill('hanna@handmade-harbour.com')
    await page.getByRole('option', { name: /Handmade Harbour/ }).click()
    await dialog.getByRole('textbox', { name: /^Value/ }).fill('2500')
    await dialog.getByRole('button', { name: 'Open the deal' }).click()
    await page.getByText('Deal opened').waitFor()

    await page
      .getByRole('row')
      .filter({ hasText: '$2,500' })
      .getByRole('button', { name: 'Handmade Harbour', exact: true })
      .click()
    const sheet = page.getByRole('dialog', { name: 'Handmade Harbour' })
    await sheet.getByRole('button', { name: 'Change value or date' }).click()
    await sheet.getByRole('textbox', { name: /^Value/ }).fill('3200')
    await sheet.getByLabel(/^Expected close/).fill('2031-05-31')
    await sheet.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    await sheet.getByText('$3,200').first().waitFor()
    await sheet.getByText('May 31, 2031').first().waitFor()
    await picture(page, 'deal-sheet')
    expect(new URL(page.url()).searchParams.get('open')).toBeTruthy()
    await page.keyboard.press('Escape')
    await page.getByRole('row').filter({ hasText: '$3,200' }).waitFor()
  })

  it('what somebody else moves is seen on the board without asking', async () => {
    const { lead, deal } = await bringDeal('Live Lanterns', 90_000)
    const { page } = await visit({ as: 'rep' })
    await page.goto(boardOf(lead))
    await cardIn(page, 'Proposal', 'Live Lanterns').waitFor()
    await api.mutate('deals.move', { ids: [deal], to: 'committed' })
    await cardIn(page, 'Committed', 'Live Lanterns').waitFor()
  })

  it('stand in views under a name, and a link that names only the view shows all it keeps', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto(`/deals?stage=${encodeURIComponent('["lost"]')}`)
    await page.getByRole('button', { name: 'Save as a view' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save as a view' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Why we lose')
    await dialog.getByRole('button', { name: 'Save view' }).click()
    const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Why we lose' })
    await tab.waitFor()
    await page.waitForURL(/saved=/)
    const saved = new URL(page.url()).searchParams.get('saved')

    await page.getByRole('main').getByText('Board', { exact: true }).click()
    await page.getByText('View changed').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('View changed').waitFor({ state: 'detached' })
    await page.goto(`/deals?saved=${saved}`)
    await page.waitForURL(/view=board/)
    await page.getByRole('region', { name: 'Lost', exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('stage')).toBe('["lost"]')
    expect(await tab.getAttribute('aria-current')).toBe('page')
    await page.goto('/leads')
    await page.getByRole('table', { name: 'Leads' }).waitFor()
    expect(await page.getByRole('link', { name: 'Why we lose' }).count()).toBe(0)
  })
})
