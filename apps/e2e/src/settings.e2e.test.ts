import { describe, expect, inject, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = inject('house')

describe('settings', () => {
  it('an API key is shown once, and works', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/settings/api-keys')
    await page.getByRole('button', { name: 'Create a key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Shop system')
    await dialog.getByRole('checkbox', { name: 'Read campaign figures' }).click()
    await dialog.getByRole('button', { name: 'Create the key' }).click()
    const key = await dialog.getByLabel('Key of Shop system').inputValue()
    expect(key).toMatch(/^tb_/)
    await page.keyboard.press('Escape')
    await page.getByRole('table', { name: 'API keys' }).getByText('Shop system').waitFor()
    await page.reload()
    await page.getByRole('table', { name: 'API keys' }).getByText('Shop system').waitFor()
    expect(await page.content()).not.toContain(key)
    const answer = await fetch(`${house.url}/v1/api/campaigns/${house.campaign.slug}/analytics`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.status).toBe(200)
  })

  it('who is away gets no leads: they go to the others', async () => {
    const [, away] = house.reps
    const { page } = await visit({ as: 'owner' })
    await page.goto('/settings/availability')
    await page.getByRole('button', { name: away.name }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('switch', { name: /takes? (new )?leads/i }).click()
    await sheet.getByRole('button', { name: /^Save/ }).click()
    await page
      .getByRole('row')
      .filter({ hasText: away.name })
      .getByText(/takes no leads/i)
      .waitFor()
    const owners: (string | undefined)[] = []
    for (let place = 0; place < 4; place++) {
      const email = `away.${place}@quayside-away.com`
      owners.push(
        (await bringLead(house, { firstName: 'Away', lastName: `Number${place}`, email })).owner?.name,
      )
    }
    expect(owners).not.toContain(away.name)
    expect(owners.every((name) => name !== undefined)).toBe(true)

    await page.getByRole('button', { name: away.name }).click()
    await page
      .getByRole('dialog')
      .getByRole('switch', { name: /takes? (new )?leads/i })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click()
    await page.getByRole('row').filter({ hasText: away.name }).getByText('Takes leads').waitFor()
  })
})
