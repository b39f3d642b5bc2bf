import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appRole, appUrl, migrate } from '@tributary/db'
import { type EmbeddedPostgres, startEmbedded } from '@tributary/db/embedded'
import { installQueue } from '@tributary/jobs'
import { readConfig } from './config.ts'
import { forgetDemo, readKeptDemo } from './demo-files.ts'
import { readSecrets } from './secrets.ts'
import { claimDataDir } from './single-instance.ts'
import { type Supervised, supervise } from './supervise.ts'
import { buildWeb } from './web-build.ts'

const root = resolve(import.meta.dirname, '../../..')
/**
 * The heap stays small under a storm of requests: what is in flight is short-lived. It is swept when it has doubled; with
 * so low a ceiling the engine would sweep it every second.
 */
const MEMORY = ['--max-old-space-size=320', '--heap-growing-percent=100']

const say = (text: string): void => console.log(text)

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

const until = async (what: string, check: () => Promise<boolean>, seconds: number): Promise<void> => {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    if (await check()) return
    await sleep(100)
  }
  throw new Error(`${what} within ${seconds} seconds. Its log is in the logs folder of DATA_DIR.`)
}

const launch = async (): Promise<void> => {
  const config = readConfig(process.env, process.argv.slice(2), root)
  const logDir = join(config.dataDir, 'logs')
  await mkdir(logDir, { recursive: true, mode: 0o700 })
  const release = await claimDataDir(config.dataDir)
  const running: Supervised[] = []
  let postgres: EmbeddedPostgres | undefined

  let stopping: Promise<void> | undefined
  const stop = (code: number): Promise<void> => {
    stopping ??= (async () => {
      await Promise.all(running.map((program) => program.stop()))
      await postgres?.stop()
      await release()
      process.exit(code)
    })()
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

  try {
    const secrets = await readSecrets(config.dataDir)
    const folder = join(config.dataDir, 'postgres')
    const firstRun = !config.databaseUrl && !existsSync(join(folder, 'cluster', 'PG_VERSION'))
    if (!config.databaseUrl) postgres = await startEmbedded({ folder, ...secrets })
    postgres?.keepAlive(say)
    const ownerUrl = config.databaseUrl ?? postgres!.url
    await migrate(ownerUrl, secrets.appPassword)
    await installQueue(ownerUrl, appRole)
    if (firstRun) say('A new database is ready.')
    if (postgres && (await readKeptDemo(config.dataDir)) === 'filling') {
      const { dropHalfDemo } = await import('./demo.ts')
      await dropHalfDemo({ config, secrets, ownerUrl, say })
    }
    if (!config.dev && (await buildWeb(root, logDir))) say('The web app is built.')

    const databaseUrl = appUrl(ownerUrl, secrets.appPassword)
    const env = {
      ...process.env,
      PORT: String(config.port),
      HOST: config.host,
      DATA_DIR: config.dataDir,
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: secrets.encryptionKey,
      // Compiled once, started in a fraction of the time ever after: a crash costs less.
      NODE_COMPILE_CACHE: join(config.dataDir, 'compile-cache'),
      PUBLIC_URL: config.publicUrl,
    }
    const watch = config.dev ? ['--watch'] : []
    const program = (name: 'server' | 'worker') => ({
      name,
      command: [process.execPath, ...MEMORY, ...watch, join(root, `apps/${name}/src/main.ts`)],
      env,
    })
    running.push(await supervise(program('server'), logDir, say))
    running.push(await supervise(program('worker'), logDir, say))
    if (config.dev)
      running.push(
        await supervise(
          {
            name: 'web',
            command: [
              process.execPath,
              join(root, 'apps/web/node_modules/vite/bin/vite.js'),
              join(root, 'apps/web'),
            ],
            env,
          },
          logDir,
          say,
        ),
      )
    const local = `http://127.0.0.1:${config.port}`
    await until('The server did not answer', () => answers(`${local}/readyz`), 60)

    let signIn = ''
    if (config.demo) {
      // Only a start that has a demo loads the rooms that make one.
      const { prepareDemo } = await import('./demo.ts')
      const demo = await prepareDemo({ config, secrets, ownerUrl, say })
      if (demo) signIn = ` (demo sign-in: ${demo.email} / ${demo.password})`
    } else await forgetDemo(config.dataDir)
    say(`Tributary is ready at http://localhost:${config.port}${signIn}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    await stop(1)
  }
}

await launch()
