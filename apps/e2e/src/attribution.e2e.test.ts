import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { caller } from './house/call.ts'
import { ownHouse } from './house/house.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

type Screen = Awaited<ReturnType<typeof visit>>['page']

const winDeal = async (place: number, amountMinor: number): Promise<string> => {
  const api = caller(house.url, house.cookies.owner)
  const lead = await bringLead(house, {
    firstName: 'Wanda',
    lastName: `Winner ${String.fromCodePoint(65 + place)}`,
    email: `wanda.${place}@credited.example`,
    tracking: { utm_source: 'newsletter', utm_medium: 'email' },
  })
  const { deals } = await api.mutate<{ deals: { id: string }[] }>('deals.create', {
    leadId: lead.id,
    amountMinor,
  })
  await api.mutate('deals.move', { ids: [deals[0]!.id], to: 'won' })
  return lead.id
}

/** The worker reads the journeys a moment after the ledger changed. */
const whenCounted = async (page: Screen, deal: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        await page.goto('/attribution?open=cell:linear:channel:email')
        return page
          .getByRole('button', { name: deal })
          .waitFor({ timeout: 5000 })
          .then(
            () => true,
            () => false,
          )
      },
      { timeout: 120_000 },
    )
    .toBe(true)
  await page.goto('/attribution')
}

describe('the attribution explorer', () => {
  it('a cell opens deals of the same total, and a deal its touches with the credit of each, as the page of its lead', async () => {
    const leadId = await winDeal(0, 123_457)
    await winDeal(1, 76_544)
    const { page } = await visit({ as: 'owner' })
    const cell = /^\$[\d,.]+: show the deals of E-mail, Linear$/
    await whenCounted(page, 'Wanda Winner B')
    const button = page.getByRole('button', { name: cell })
    const amount = /^(\$[\d,.]+):/.exec((await button.getAttribute('aria-label')) ?? '')?.[1]
    await button.click()
    await page.waitForURL(/open=cell/)
    const deals = page.getByRole('dialog', { name: 'E-mail, Linear' })
    await deals.getByText(amount!, { exact: true }).first().waitFor()
    const gives = await deals.getByRole('row').locator('td:last-child').allInnerTexts()
    const cents = (text: string) => Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100)
    expect(gives.reduce((sum, text) => sum + cents(text), 0)).toBe(cents(amount!))
    await deals.getByRole('button', { name: 'Wanda Winner A' }).click()
    await page.getByRole('list', { name: 'Touches in time' }).getByText('E-mail').first().waitFor()
    const linear = page.getByRole('row', { name: /^Linear/ })
    expect(await linear.innerText()).toContain('$1,234.57')
    await page.goBack()
    await deals.waitFor()

    await page.goto(`/leads/${leadId}`)
    await page.getByRole('tab', { name: 'Journey' }).click()
    await page.waitForURL(/\?tab=journey/)
    await page.getByRole('list', { name: 'Touches in time' }).getByText('1. E-mail').waitFor()
    const earned = page.getByRole('list', { name: 'Won deals' }).getByRole('row', { name: /^Time decay/ })
    expect(await earned.innerText()).toContain('$1,234.57')
  }, 180_000)
})
