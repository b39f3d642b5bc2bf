import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { bringLead } from './house/bring-lead.ts'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

describe('the list of leads', () => {
  it('finds a person by e-mail, and by the beginning of a name', async () => {
    await bringLead(house, {
      firstName: 'Wilhelmina',
      lastName: 'Searchable',
      email: 'w.searchable@quayside.com',
    })
    const { page } = await visit({ as: 'owner' })
    await page.goto('/leads')
    const search = page.getByRole('searchbox', { name: 'Search leads' })
    await search.fill('w.searchable@quayside.com')
    await page.getByText('1 lead match').waitFor()
    expect(new URL(page.url()).searchParams.get('text')).toContain('w.searchable@quayside.com')
    // Names are made findable by the worker, within two seconds of the commit.
    await expect
      .poll(
        async () => {
          await search.fill('')
          await search.fill('wilhelm')
          await page.waitForURL((url) => url.search.includes('wilhelm'))
          return page
            .getByText('1 lead match')
            .waitFor({ timeout: 1500 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 10_000 },
      )
      .toBe(true)
  })

  it('gives picked leads to a colleague, and back again with one undo', async () => {
    for (const firstName of ['Bulka', 'Bulkb', 'Bulkc'])
      await bringLead(house, {
        firstName,
        lastName: 'Together',
        email: `${firstName}@bulk-quay.com`.toLowerCase(),
      })
    const { page } = await visit({ as: 'owner' })
    await page.goto('/leads')
    const rows = ['Bulka', 'Bulkb', 'Bulkc'].map((name) =>
      page.getByRole('row').filter({ hasText: `${name} Together` }),
    )
    for (const row of rows) await row.getByRole('checkbox').click()
    await page.getByText('3 selected').waitFor()
    const owners = () => Promise.all(rows.map((row) => row.getByRole('cell').nth(6).innerText()))
    const before = await owners()
    const [, colleague] = house.reps
    await page.getByRole('button', { name: 'Assign' }).click()
    await page.getByRole('dialog').getByRole('option', { name: colleague.name }).click()
    await page.getByText(/^Assigned to .*: \d leads?$/).waitFor()
    for (const row of rows) await row.getByText(colleague.name).waitFor()
    await picture(page, 'leads-bulk-assigned')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/^Undone/).waitFor()
    await expect.poll(owners, { timeout: 8000 }).toEqual(before)
  })

  it('exports exactly the leads of the filter', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/leads?review=%5B%22rejected%22%5D')
    const summary = page.getByText(/^\d+ leads? match/)
    const count = Number.parseInt(await summary.innerText(), 10)
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const file = await readFile(await (await waiting).path(), 'utf8')
    const [header = '', ...rows] = file.trim().split(/\r?\n/)
    const cells = (line: string) => line.split(',').map((cell) => cell.replaceAll('"', ''))
    const column = cells(header).findIndex((name) => /review|decision/i.test(name))
    expect(count).toBeGreaterThan(0)
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map((row) => cells(row)[column]))).toEqual(new Set(['rejected']))
  })

  it('a lead that was entered by hand stands in the list; the same person again is shown the lead that exists', async () => {
    const { page } = await visit({ as: 'owner' })
    const enter = async () => {
      await page.goto('/leads/new')
      await page.getByRole('combobox', { name: 'Campaign' }).click()
      await page.getByRole('option', { name: 'Spring boilers' }).click()
      await page.getByLabel('First name').fill('Handy')
      await page.getByLabel('Last name').fill('Entry')
      await page.getByLabel('E-mail').fill('handy.entry@quayside.com')
      await page.getByRole('checkbox', { name: /agreed/ }).click()
      await page.getByRole('button', { name: 'Create lead' }).click()
    }
    await enter()
    await page.getByRole('heading', { level: 1, name: 'Handy Entry' }).waitFor()
    const made = new URL(page.url()).pathname
    await enter()
    await page.getByText(/came to this campaign less than 24 hours ago/).waitFor()
    await page.getByRole('button', { name: 'Open that lead' }).click()
    await page.waitForURL(`**${made}`)
  })
})
