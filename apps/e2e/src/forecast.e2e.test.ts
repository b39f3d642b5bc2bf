import { describe, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { caller } from './house/call.ts'
import { ownHouse } from './house/house.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()
const api = caller(house.url, house.cookies.owner)

/** The 15th of a month that no other deal is expected in. */
const farAway = (): { day: string; month: string } => {
  const at = new Date()
  at.setUTCDate(15)
  at.setUTCMonth(at.getUTCMonth() + 9)
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return { day: at.toISOString().slice(0, 10), month: month.format(at) }
}

describe('the forecast', () => {
  it('a month opens exactly its deals, and too few closed deals are said to be too few', async () => {
    const company = 'Foreseen Ferries'
    const email = 'frida@foreseen-ferries.com'
    const { id } = await bringLead(house, { firstName: 'Frida', lastName: 'Foresight', email, company })
    const { day, month } = farAway()
    await api.mutate('deals.create', { leadId: id, amountMinor: 123_400, expectedClose: day })
    const { page } = await visit({ as: 'owner' })
    await page.goto('/forecast')
    await page.getByText('Too few closed deals for a model').waitFor()
    await page.getByRole('button', { name: 'Show By month of expected close as table' }).click()
    const table = page.getByRole('table', { name: 'By month of expected close' })
    await table
      .getByRole('row', { name: new RegExp(month) })
      .getByText('$1,234')
      .first()
      .waitFor()
    await table.getByRole('button', { name: `Show the deals of ${month}` }).click()
    await page.waitForURL('**/deals?*')
    await page.getByText(company).first().waitFor()

    await page.goto(`/leads/${id}`)
    await page.getByRole('heading', { name: 'Win probability' }).waitFor()
    await page.getByText(/an estimate needs 40 and 40/).waitFor()
  })

  it('what became of the open deals since last week opens the deals behind each bar', async () => {
    const company = 'Weekly Windmills'
    const email = 'wim@weekly-windmills.com'
    const { id } = await bringLead(house, { firstName: 'Wim', lastName: 'Weekly', email, company })
    const { deals } = await api.mutate<{ deals: { id: string }[] }>('deals.create', {
      leadId: id,
      amountMinor: 77_700,
    })
    await api.mutate('deals.move', { ids: deals.map((deal) => deal.id), to: 'won' })
    const { page } = await visit({ as: 'owner' })
    await page.goto('/forecast')
    await page.getByRole('figure', { name: 'Since last week' }).getByRole('button', { name: /^Won/ }).click()
    await page.waitForURL(/\?week=won/)
    const won = page.getByRole('dialog', { name: /^Won since/ })
    const row = won.getByRole('row', { name: new RegExp(company) })
    await row.getByText('-$777').first().waitFor()
    await page.goBack()
    await won.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Show Since last week as table' }).click()
    await page
      .getByRole('table', { name: 'Since last week' })
      .getByRole('button', { name: 'Show the deals: Open now' })
      .click()
    await page.waitForURL('**/deals?*')
  })

  it('a person trains by hand and is told how it went; a rep may not', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/forecast')
    await page.getByRole('button', { name: 'Train now' }).click()
    await page.getByText('The training begins').waitFor()
    await page.getByText(/lost deals are closed; an estimate needs 40 and 40/).waitFor({ timeout: 30_000 })
    const rep = await visit({ as: 'rep' })
    await rep.page.goto('/forecast')
    const train = rep.page.getByRole('button', { name: 'Train now' })
    await train.focus()
    await rep.page.getByText(/Only owners, admins and managers can train/).waitFor()
  })
})
