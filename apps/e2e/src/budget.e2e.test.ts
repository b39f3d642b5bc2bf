import { describe, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { caller } from './house/call.ts'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()
const api = caller(house.url, house.cookies.owner)
const today = new Date().toISOString().slice(0, 10)

/** A campaign that cost 1,000.00 and won one deal. */
const addCampaign = async (name: string, wonMinor: number): Promise<string> => {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const { id } = await api.mutate<{ id: string }>('campaigns.create', { slug, name })
  await api.mutate('campaigns.move', { id, to: 'active' })
  await api.mutate('spend.record', { campaignId: id, day: today, amountMinor: 100_000 })
  const lead = await bringLead(
    { ...house, campaign: { ...house.campaign, id, slug } },
    { firstName: 'Bea', lastName: 'Budget', email: `bea@${slug}.com`, company: `${name} buyer` },
  )
  const { deals } = await api.mutate<{ deals: { id: string }[] }>('deals.create', {
    leadId: lead.id,
    amountMinor: wonMinor,
  })
  await api.mutate('deals.move', { ids: [deals[0]?.id], to: 'won' })
  return id
}

describe('the budget advisor', () => {
  it('says what to raise and what to lower with the rows behind it, and rests what is decided', async () => {
    await addCampaign('High return', 5_000_000)
    await addCampaign('Low return', 10_000)
    const { page } = await visit({ as: 'owner' })
    await page.goto('/budget')
    // The worker attributes what was just won within a minute.
    const raise = page.getByRole('article', { name: 'Increase High return' })
    await raise.waitFor({ timeout: 75_000 })
    await page.getByRole('article', { name: 'Reduce Low return' }).waitFor()
    await raise.getByRole('button', { name: /campaigns behind the average/ }).click()
    await raise.getByRole('row').filter({ hasText: 'Low return' }).getByText('$1,000').waitFor()
    await picture(page, 'budget-advice')
    await raise.getByRole('button', { name: 'Mark as applied: Increase High return' }).click()
    await page.getByText('Applied: Increase High return').waitFor()
    await raise.waitFor({ state: 'detached' })
    const takeBack = page.getByRole('button', { name: 'Take back: Increase High return' })
    await takeBack.waitFor()
    await page.getByRole('button', { name: 'Dismiss: Reduce Low return' }).click()
    await page.getByRole('menuitem', { name: 'It is the season' }).click()
    await page.getByText('Dismissed (it is the season): Reduce Low return').waitFor()
    await takeBack.click()
    await raise.waitFor()
    await raise.getByRole('link', { name: '$1,000 spent' }).click()
    await page.getByRole('heading', { level: 1, name: 'High return' }).waitFor()
    await page.getByRole('table', { name: 'Lines of spend' }).getByText('$1,000').waitFor()
  }, 150_000)
})
