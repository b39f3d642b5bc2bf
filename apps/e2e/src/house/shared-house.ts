import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'
import { furnish } from './furnish.ts'
import type {} from './house.ts'
import { startInstance } from './start-instance.ts'

/** One furnished instance for all files: what a test changes it makes for itself, so their order does not matter. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { browser, forget } = await findBrowser()
  const instance = await startInstance().catch(async (error: unknown) => {
    await forget()
    throw error
  })
  const close = async (): Promise<void> => {
    await instance.stop()
    await forget()
  }
  try {
    const { url, dataDir } = instance
    project.provide('house', { url, dataDir, browser, ...(await furnish(url)) })
  } catch (error) {
    await close()
    throw error
  }
  return close
}
