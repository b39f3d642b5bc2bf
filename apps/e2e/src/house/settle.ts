import type { Locator, Page, Request } from 'playwright-core'

const QUIET_MS = 300
/** The stream of news stays open by nature, and nothing waits for what is sent while a page is left. */
const isAwaited = (request: Request): boolean => !/live\.watch|\/v1\/api\/touches/.test(request.url())

/** What says that a page is drawn: its own heading or, where a dialog hides the rest, the heading of the dialog. */
const headingOf = (page: Page): Locator =>
  page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('dialog').getByRole('heading'))
    .or(page.getByRole('alertdialog').getByRole('heading'))
    .first()

/** Resolves when the page has what it asked for and asks for nothing more. */
export const whenSettled = (page: Page): ((patienceMs?: number) => Promise<void>) => {
  const open = new Set<Request>()
  let leadingAway: Request | undefined
  let changedAt = performance.now()
  const change = (note: (request: Request) => void) => (request: Request) => {
    if (!isAwaited(request)) return
    note(request)
    changedAt = performance.now()
  }
  page.on(
    'request',
    change((request) => {
      open.add(request)
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) leadingAway = request
    }),
  )
  page.on(
    'requestfinished',
    change((request) => void open.delete(request)),
  )
  page.on(
    'requestfailed',
    change((request) => void open.delete(request)),
  )
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || !leadingAway) return
    // The browser does not always tell the end of what the page before had asked for.
    for (const request of open) if (request !== leadingAway) open.delete(request)
    leadingAway = undefined
  })
  return async (patienceMs = 15_000) => {
    const end = performance.now() + patienceMs
    await headingOf(page).waitFor({ timeout: patienceMs })
    while (open.size > 0 || performance.now() - changedAt < QUIET_MS) {
      if (performance.now() > end)
        throw new Error(`${page.url()} still waits: ${[...open].map((one) => one.url()).join(', ')}`)
      await page.waitForTimeout(50)
    }
  }
}
