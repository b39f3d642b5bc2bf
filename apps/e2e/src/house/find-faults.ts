import axe from 'axe-core'
import type { Page } from 'playwright-core'

declare const window: { axe: typeof axe }

/** Base UI keeps invisible helpers of focus and of forms outside of the landmarks. */
const NOT_OURS = ['region']

/** Colours glide to the other theme; what is half way is no fault. */
const stand = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })

const scan = async (page: Page): Promise<string[]> => {
  const { violations } = await page.evaluate(
    (off) =>
      window.axe.run({
        resultTypes: ['violations'],
        rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
      }),
    NOT_OURS,
  )
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' '))} (${nodes.length})`,
  )
}

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement
    if (document.documentElement.scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return [`scrolls sideways: ${wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))}`]
  })

export const SCREENS = [
  { width: 1440, height: 900, look: 'light' },
  { width: 1440, height: 900, look: 'dark' },
  { width: 390, height: 844, look: 'dark' },
  { width: 390, height: 844, look: 'light' },
] as const
export type Screen = (typeof SCREENS)[number]

/** What is wrong with the page that is open, on each screen and in each theme: without a new visit. */
export const findFaults = async (
  page: Page,
  settle: () => Promise<void>,
  onScreen: (screen: Screen) => Promise<void>,
): Promise<string[]> => {
  const faults: string[] = []
  // Evaluated, not added as a tag: the page's own policy refuses scripts from elsewhere, as it should.
  await page.evaluate(axe.source)
  for (const screen of SCREENS) {
    await page.setViewportSize(screen)
    await page.emulateMedia({ colorScheme: screen.look, reducedMotion: 'reduce' })
    await settle()
    await stand(page)
    const found = [...(await scan(page)), ...(await sideways(page))]
    faults.push(...found.map((fault) => `${screen.width} ${screen.look}: ${fault}`))
    await onScreen(screen)
  }
  return faults
}
