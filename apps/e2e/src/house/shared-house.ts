import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'
import { furnish } from './furnish.ts'
import type { House } from './house.ts'
import { startInstance } from './start-instance.ts'

/** A furnished instance for each worker and all of its files: what a test changes it makes for itself, so their order does not matter. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { browser, forget } = await findBrowser()
  const closers = [forget]
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one()
  }
  const open = async (): Promise<House> => {
    const { url, dataDir, stop } = await startInstance()
    closers.push(stop)
    return { url, dataDir, browser, ...(await furnish(url)) }
  }
  try {
    // The first of them builds the web app for all.
    const houses = [await open()]
    while (houses.length < project.config.maxWorkers) houses.push(await open())
    project.provide('houses', houses)
  } catch (error) {
    await close()
    throw error
  }
  return close
}
