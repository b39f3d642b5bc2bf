import { describe, expect, it } from 'vitest'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()

describe('a campaign', () => {
  it('is created, activated, gives a snippet to copy, and takes a test submission', async () => {
    const { page, context } = await visit({ as: 'owner' })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/campaigns/new')
    await page.getByLabel('Name', { exact: false }).first().fill('Roof check')
    await page.getByRole('button', { name: /^Create/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Roof check' }).waitFor()
    await page.getByRole('button', { name: /^(Activate|Start)/ }).click()
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await page.getByRole('tab', { name: 'Capture' }).click()
    await page.getByRole('button', { name: 'Copy snippet' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('/t.js')
    expect(copied).toContain('data-tributary-campaign="roof-check"')
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('Captured', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove the test lead' }).click()
    await page.getByText('Test lead removed').waitFor()
  })
})
