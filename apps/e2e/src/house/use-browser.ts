import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { ownHouse } from './house.ts'
import { type OpenBrowser, openBrowser, picture } from './open-browser.ts'

/** A browser for the tests of a file. After each test its visits end, and nothing may have been complained about. */
export const useBrowser = (): Pick<OpenBrowser, 'visit'> => {
  let browser: OpenBrowser | undefined
  let pages: Awaited<ReturnType<OpenBrowser['visit']>>['page'][] = []
  beforeAll(async () => {
    browser = await openBrowser(ownHouse())
  })
  afterEach(async ({ task }) => {
    // The screen at the moment of the failure says more than its message.
    if (task.result?.state === 'fail')
      for (const [place, page] of pages.entries())
        await picture(page, `failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 60)}-${place}`).catch(
          () => undefined,
        )
    pages = []
    expect(await browser?.leave(), 'The console of the browser').toEqual([])
  })
  afterAll(() => browser?.close())
  return {
    visit: async (options) => {
      if (!browser) throw new Error('Visits begin in a test.')
      const visitor = await browser.visit(options)
      pages.push(visitor.page)
      return visitor
    },
  }
}
