import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { House } from './house.ts'

const pictures = resolve(import.meta.dirname, '../../../../test-results')

type Visit = {
  /** Whose session the browser carries; nobody's when absent. */
  readonly as?: 'owner' | 'rep'
  readonly url?: string
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly scripts?: boolean
  /** Complaints of the browser that this test provokes. */
  readonly expected?: RegExp
}

export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about and the test did not provoke. */
  readonly complaints: readonly string[]
}
export type OpenBrowser = {
  visit(options?: Visit): Promise<Visitor>
  /** Ends all visits and returns what their browsers complained about. */
  leave(): Promise<string[]>
  close(): Promise<void>
}

const carry = async (context: BrowserContext, url: string, cookies: string): Promise<void> => {
  await context.addCookies(
    cookies.split('; ').map((pair) => {
      const cut = pair.indexOf('=')
      return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url }
    }),
  )
}

/** A browser in which each visitor has cookies and storage of their own. */
export const openBrowser = async (house: House): Promise<OpenBrowser> => {
  const { executable, args, env } = house.browser
  const browser = await chromium.launch({
    executablePath: executable,
    args: [...args],
    env: { ...process.env, ...env },
  })
  const visitors: { context: BrowserContext; complaints: string[] }[] = []
  return {
    visit: async ({
      as,
      url = house.url,
      width = 1440,
      height = 900,
      dark,
      scripts = true,
      expected,
    } = {}) => {
      const options: BrowserContextOptions = {
        baseURL: url,
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        javaScriptEnabled: scripts,
        locale: 'en-US',
        timezoneId: 'UTC',
      }
      const context = await browser.newContext(options)
      context.setDefaultTimeout(10_000)
      if (as) await carry(context, url, house.cookies[as])
      const complaints: string[] = []
      const complain = (text: string) => {
        if (!expected?.test(text)) complaints.push(text)
      }
      context.on('console', (message) => {
        if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (error) => complain(error.error().stack ?? error.error().message))
      visitors.push({ context, complaints })
      return { page: await context.newPage(), context, complaints }
    },
    leave: async () => {
      const left = visitors.splice(0)
      await Promise.all(left.map(({ context }) => context.close()))
      return left.flatMap(({ complaints }) => complaints)
    },
    close: () => browser.close(),
  }
}

/** Keeps a picture of the page among the artefacts of the run, to be looked at. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}
