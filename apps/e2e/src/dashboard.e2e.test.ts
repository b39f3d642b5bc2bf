import { describe, expect, it } from 'vitest'
import { ownHouse } from './house/house.ts'
import { whenSettled } from './house/settle.ts'
import { useBrowser } from './house/use-browser.ts'

const { visit } = useBrowser()
const house = ownHouse()

type Screen = Awaited<ReturnType<typeof visit>>['page']

const countedLeads = async (page: Screen): Promise<number> => {
  await page.goto('/leads')
  return Number.parseInt(await page.getByText(/^\d+ leads?$/).innerText(), 10)
}

/** Figures follow the ledger through the worker: the dashboard counts what the list counts within seconds. */
const settled = async (page: Screen): Promise<void> => {
  const total = await countedLeads(page)
  const shown = page
    .getByRole('figure', { name: 'Status' })
    .filter({ hasText: new RegExp(`${total}\\s*leads`) })
  await expect
    .poll(
      async () => {
        await page.goto('/dashboard')
        return shown.waitFor({ timeout: 4000 }).then(
          () => true,
          () => false,
        )
      },
      { timeout: 25_000 },
    )
    .toBe(true)
}

describe('the dashboard', () => {
  it.each(['Status', 'Scores'])(
    'each mark of the chart “%s” opens a list of exactly so many leads',
    async (title) => {
      const { page } = await visit({ as: 'owner' })
      await settled(page)
      await page.getByRole('button', { name: `Show ${title} as table` }).click()
      const marks = page
        .getByRole('table', { name: title })
        .getByRole('button', { name: /^Show \d+ leads?:/ })
      const names = await marks.evaluateAll((buttons) =>
        buttons.map((button) => button.getAttribute('aria-label') ?? ''),
      )
      expect(names.length).toBeGreaterThan(2)
      const settle = whenSettled(page)
      for (const name of names) {
        await page.goto('/dashboard')
        await settle()
        await page.getByRole('button', { name: `Show ${title} as table` }).click()
        await page.getByRole('button', { name, exact: true }).click()
        await page.waitForURL('**/leads?*')
        const count = Number(/^Show (\d+)/.exec(name)?.[1])
        await page.getByText(count === 1 ? '1 lead match' : `${count} leads match`, { exact: true }).waitFor()
      }
    },
  )

  it('the chart itself is clicked as its table is', async () => {
    const { page } = await visit({ as: 'owner' })
    await page.goto('/dashboard')
    const legend = page.getByRole('figure', { name: 'Status' }).getByRole('button').first()
    await legend.click()
    await page.waitForURL('**/leads?*')
    expect(house.url).toBe(new URL(page.url()).origin)
  })
})
