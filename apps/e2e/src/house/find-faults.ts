import axe from 'axe-core'
import type { Page } from 'playwright-core'

declare const window: { axe: typeof axe }

export const SCREENS = [
  { width: 1440, height: 900, look: 'light' },
  { width: 1440, height: 900, look: 'dark' },
  { width: 390, height: 844, look: 'dark' },
  { width: 390, height: 844, look: 'light' },
] as const
export type Screen = (typeof SCREENS)[number]

/** Base UI keeps invisible helpers of focus and of forms outside of the landmarks. */
const NOT_OURS = ['region']

/**
 * Colours that glide to the other theme, one after the other where one inherits from another, are neither theme: here they
 * change at once. The page's own policy allows a sheet that is made by script.
 */
const stopGliding = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('*, *::before, *::after { transition: none !important }')
    document.adoptedStyleSheets.push(sheet)
  })

/** Until what moves by itself has arrived. */
const stand = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })

/** Of the rules, those that look at colours: all that another theme can break. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

const scan = async (page: Page, { look }: Screen): Promise<string[]> => {
  const { violations } = await page.evaluate(
    ({ off, only }) =>
      window.axe.run({
        resultTypes: ['violations'],
        ...(only ? { runOnly: only } : {}),
        rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
      }),
    { off: NOT_OURS, only: look === 'dark' ? OF_COLOUR : null },
  )
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.target.join(' '))
    return `${id}: ${where.join(', ')} (${nodes.length})`
  })
}

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement
    if (document.documentElement.scrollWidth <= clientWidth) return []
    const isOfAScroller = (element: Element): boolean =>
      element.parentElement?.closest('[class*="overflow"], .wide, pre') !== null
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !isOfAScroller(element),
    )
    const first = wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))
    return [`scrolls sideways: ${first.join(', ')}`]
  })

/** What is wrong with the page that is open, on each screen and in each theme: without a new visit. */
export const findFaults = async (
  page: Page,
  settle: () => Promise<void>,
  onScreen: (screen: Screen) => Promise<void>,
): Promise<string[]> => {
  const faults: string[] = []
  // Evaluated, not added as a tag: the page's own policy refuses scripts from elsewhere, as it should.
  await page.evaluate(axe.source)
  await stopGliding(page)
  let width = 0
  for (const screen of SCREENS) {
    await page.setViewportSize(screen)
    await page.emulateMedia({ colorScheme: screen.look, reducedMotion: 'reduce' })
    if (screen.width !== width) await settle()
    width = screen.width
    await stand(page)
    const found = [...(await scan(page, screen)), ...(await sideways(page))]
    faults.push(...found.map((fault) => `${screen.width} ${screen.look}: ${fault}`))
    await onScreen(screen)
  }
  return faults
}
