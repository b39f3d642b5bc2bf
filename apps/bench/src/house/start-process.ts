import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { House } from './open-house.ts'

export type Started = { readonly port: number; readonly pid: number; stop(): Promise<void> }

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const untilReady = async (port: number, path: string, child: ChildProcess): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error('The process ended before it was ready.')
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error('The process was not ready in ten seconds.')
}

const start = async (
  script: URL,
  readyPath: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<Started> => {
  const port = await freePort()
  const child = spawn(process.execPath, [...flags, fileURLToPath(script)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      WORKER_HEALTH_PORT: String(port),
      HOST: '127.0.0.1',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(port, readyPath, child)
  return {
    port,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** As the launcher starts it. */
const MEMORY = ['--max-old-space-size=320', '--heap-growing-percent=100']

/** The product's server as it is run for people, with its limits off. */
export const startServer = (house: House, flags: readonly string[] = []): Promise<Started> =>
  start(
    new URL('../../../server/src/main.ts', import.meta.url),
    '/readyz',
    {
      DATABASE_URL: house.databaseUrl,
      ENCRYPTION_KEY: house.encryptionKey.toString('base64'),
      DATA_DIR: house.folder,
      CAPTURE_PER_IP_PER_MINUTE: '0',
      CAPTURE_PER_CAMPAIGN_PER_HOUR: '0',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
    [...MEMORY, ...flags],
  )

/** The product's worker; `env` says where mail and Slack go. */
export const startWorker = (house: House, env: Readonly<Record<string, string>>): Promise<Started> =>
  start(
    new URL('../../../worker/src/main.ts', import.meta.url),
    '/healthz',
    {
      DATABASE_URL: house.databaseUrl,
      ENCRYPTION_KEY: house.encryptionKey.toString('base64'),
      DATA_DIR: house.folder,
      LOG_LEVEL: 'warn',
      ...env,
    },
    [],
  )

/** The handler that everything is measured against. */
export const startBare = (databaseUrl: string): Promise<Started> =>
  start(new URL('../capture/bare.ts', import.meta.url), '/healthz', { DATABASE_URL: databaseUrl }, [])
