import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { ownHouse } from './house/house.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

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

  it('the first press of the button says everything that is missing', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/settings/offices')
    await page.getByRole('button', { name: 'Add an office' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('textbox', { name: /^Name/ }).click()
    await sheet.getByRole('button', { name: 'Add office' }).click()
    await sheet.getByText('Enter the name of the office.').waitFor()
    await sheet.getByText('Enter the code of the region.').waitFor()
  })

  it.each([
    ['offices', 'office', 'Add an office', { 'Region code': 'US-OR' }],
    ['products', 'product', 'Add a product', { Code: 'UNDONE' }],
    ['sources', 'source', 'Add a source', {}],
    ['companies', 'company', 'Add a company', {}],
  ] as const)(
    'of the %s one is added, renamed and deleted, and each is taken back',
    async (path, one, add, more) => {
      const { page } = await visit({ as: 'owner' })
      const sheet = page.getByRole('dialog')
      const [first, second] = [`Upper ${one}`, `Lower ${one}`]
      const row = (name: string) => page.getByRole('row').filter({ hasText: name })
      const undo = async (said: string): Promise<void> => {
        const told = page.getByRole('listitem').filter({ hasText: said })
        await told.getByRole('button', { name: 'Undo' }).click()
        await page.getByText('Undone').first().waitFor()
      }
      await page.goto(`/settings/${path}`)
      await page.getByRole('button', { name: add }).first().click()
      await sheet.getByRole('textbox', { name: /^Name/ }).fill(first)
      for (const [label, text] of Object.entries(more))
        await sheet.getByRole('textbox', { name: label }).fill(text)
      await sheet.getByRole('button', { name: `Add ${one}` }).click()
      await row(first).waitFor()

      await row(first).getByText(first).click()
      await sheet.getByRole('textbox', { name: /^Name/ }).fill(second)
      await sheet.getByRole('button', { name: `Save ${one}` }).click()
      await row(second).waitFor()
      await undo(`${second} is saved`)
      await row(first).waitFor()

      await row(first).getByText(first).click()
      await sheet.getByRole('button', { name: `Delete ${one}` }).click()
      await row(first).waitFor({ state: 'detached' })
      await undo(`${first} is deleted`)
      await row(first).waitFor()
    },
  )

  it('who may not release submissions is told so instead of seeing an error', async () => {
    const { page } = await visit({ as: 'rep' })
    await page.goto('/campaigns/held')
    await page.getByText('This page is not for your role').waitFor()
    await page.getByText(/^Only owners, admins and managers can release submissions/).waitFor()
  })
})
