import { describe, it } from 'vitest'
import { ownHouse } from './house/house.ts'
import { picture } from './house/open-browser.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()
const DAYS = 'from=2026-02-01&to=2026-02-28'
const spend = `/campaigns/${house.campaign.id}/spend?${DAYS}`

describe('the spend of a campaign', () => {
  it('is recorded on a day of the calendar, corrected, and taken back', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto(spend)
    await page.getByRole('button', { name: /Feb 10, 2026: nothing reported/ }).click()
    const dialog = page.getByRole('dialog', { name: /Spend on Feb 10, 2026/ })
    await dialog.getByRole('textbox', { name: /^Spend/ }).fill('125.50')
    await dialog.getByRole('textbox', { name: /^Impressions/ }).fill('4200')
    await dialog.getByRole('textbox', { name: /^Clicks/ }).fill('63')
    await dialog.getByRole('button', { name: 'Record spend' }).click()
    await page.getByText('Spend recorded').waitFor()
    const line = page.getByRole('row').filter({ hasText: 'Feb 10, 2026' })
    await line.getByText('$125.50').waitFor()
    await line.getByText('1.5%').waitFor()
    await page.getByRole('button', { name: /Feb 10, 2026: \$125\.50/ }).waitFor()
    await picture(page, 'spend-calendar')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone', { exact: true }).waitFor()
    await page.getByText('No spend in these days').waitFor()
  })

  it('comes as a file that is looked at first: its errors by row and column, then what it changes', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto(spend)
    await page.getByRole('button', { name: 'Import CSV' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import spend' })
    const file = (rows: string) => ({
      name: 'february.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`campaign_id,date,spend,clicks\n${rows}`),
    })
    const { slug } = house.campaign
    await dialog
      .getByLabel('File', { exact: true })
      .setInputFiles(file(`${slug},2026-02-30,10,1\n${slug},2026-02-11,ten,1\n`))
    const errors = dialog.getByRole('region', { name: 'Errors in the file' })
    await errors
      .getByRole('row')
      .filter({ hasText: '2026-02-30' })
      .getByText('date', { exact: true })
      .waitFor()
    await errors.getByRole('row').filter({ hasText: 'ten' }).getByText('spend', { exact: true }).waitFor()
    await picture(page, 'spend-import-errors')
    await dialog
      .getByLabel('File', { exact: true })
      .setInputFiles(file(`${slug},2026-02-11,10,1\n${slug},2026-02-12,20,2\n`))
    await dialog.getByText('2 added, 0 replaced, 0 removed, 0 as they are').waitFor()
    await dialog.getByRole('button', { name: 'Import 2 rows' }).click()
    await page.getByText('Imported 2 rows').waitFor()
    await page.getByRole('row').filter({ hasText: 'Feb 12, 2026' }).getByText('$20').waitFor()
    await page.keyboard.press('z')
    await page.getByText('Undone for 2 lines').waitFor()
    await page.getByRole('row').filter({ hasText: 'Feb 12, 2026' }).waitFor({ state: 'detached' })
  })
})
