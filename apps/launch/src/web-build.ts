import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const newest = async (folder: string): Promise<number> => {
  let latest = 0
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? await newest(path) : (await stat(path)).mtimeMs)
  }
  return latest
}

/** Whether the built web app is older than what it is made of. */
const isStale = async (root: string): Promise<boolean> => {
  const built = join(root, 'apps/web/dist/index.html')
  if (!existsSync(built)) return true
  const since = (await stat(built)).mtimeMs
  const parts = ['apps/web', 'packages/ui', 'packages/contracts', 'packages/domain']
  for (const part of parts) if ((await newest(join(root, part))) > since) return true
  return false
}

/** Builds the web app when it is missing or older than its sources. */
export const buildWeb = async (root: string, logDir: string): Promise<boolean> => {
  if (!(await isStale(root))) return false
  const logPath = join(logDir, 'web-build.log')
  const log = await open(logPath, 'w', 0o600)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, 'apps/web/node_modules/vite/bin/vite.js'), 'build'], {
        cwd: join(root, 'apps/web'),
        stdio: ['ignore', log.fd, log.fd],
      })
      child.once('error', reject)
      child.once('exit', resolve)
    })
    if (code !== 0) throw new Error(`The web app could not be built; see ${logPath}.`)
  } finally {
    await log.close()
  }
  return true
}
