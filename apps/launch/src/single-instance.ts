import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One launcher a data folder: two would fight over one database. */
export const claimDataDir = async (dataDir: string): Promise<() => Promise<void>> => {
  const path = join(dataDir, 'launcher.pid')
  const other = Number(await readFile(path, 'utf8').catch(() => '0'))
  if (other > 0 && other !== process.pid && alive(other))
    throw new Error(
      `Tributary already runs on ${dataDir} (process ${other}). Stop it, or give this one its own DATA_DIR and PORT.`,
    )
  await writeFile(path, String(process.pid), { mode: 0o600 })
  return () => rm(path, { force: true })
}
