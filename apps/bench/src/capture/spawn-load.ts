import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { LoadPlan, LoadResult } from './load.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./load.ts', import.meta.url))

/** The load comes from a process of its own. */
export const spawnLoad = async (plan: LoadPlan): Promise<LoadResult> => {
  const { stdout } = await run(process.execPath, [script, JSON.stringify(plan)], { maxBuffer: 1 << 26 })
  return JSON.parse(stdout) as LoadResult
}
