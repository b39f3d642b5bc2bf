import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoFileIn } from '@tributary/use-cases/demo/demo-file'
import type { DemoAccess } from '@tributary/use-cases/demo/fill-demo'

/** Absent before a demo was ever begun, `filling` until it is whole. */
export type KeptDemo = DemoAccess | 'filling' | undefined

const keptIn = (dataDir: string): string => join(dataDir, 'secrets', 'demo.json')

/** Whoever is interrupted leaves the old file or the new one, never half of one. */
const writeWhole = async (path: string, value: unknown): Promise<void> => {
  const fresh = `${path}.new`
  await rm(fresh, { force: true })
  await writeFile(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(fresh, path)
}

/** What the launcher itself remembers of the demo, next to the key without which none of its rows can be read. */
export const readKeptDemo = async (dataDir: string): Promise<KeptDemo> => {
  const text = await readFile(keptIn(dataDir), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const kept = JSON.parse(text) as Partial<DemoAccess>
    return kept.email ? (kept as DemoAccess) : 'filling'
  } catch {
    return 'filling'
  }
}

export const markFilling = (dataDir: string): Promise<void> => writeWhole(keptIn(dataDir), { filling: true })

/** Written once, when the filling has ended: from now on nobody drops the demo but its owner. */
export const keepDemo = (dataDir: string, access: DemoAccess): Promise<void> =>
  writeWhole(keptIn(dataDir), access)

export const forgetKeptDemo = (dataDir: string): Promise<void> => rm(keptIn(dataDir), { force: true })

/** What others read to sign in, `DATA_DIR/demo.json`: written at every start on which that works. */
export const tellDemo = (dataDir: string, access: DemoAccess): Promise<void> =>
  writeWhole(demoFileIn(dataDir), access)

export const forgetDemo = (dataDir: string): Promise<void> => rm(demoFileIn(dataDir), { force: true })
