import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { appUrl } from '@tributary/db'
import { freePort } from '../house/start-process.ts'

/** A whole instance, started as a person starts it, in a folder of its own. */
export type Instance = {
  readonly url: string
  readonly dataDir: string
  readonly databaseUrl: string
  readonly encryptionKey: Buffer
  pidOf(name: 'server' | 'worker' | 'postgres'): Promise<number | undefined>
  stop(): Promise<void>
  remove(): Promise<void>
}

const launcher = fileURLToPath(new URL('../../../launch/src/main.ts', import.meta.url))

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('Tributary is ready at')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`The instance ended with code ${code}: ${said}`)))
  })

const firstNumber = async (path: string): Promise<number | undefined> => {
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0])
  return pid > 0 ? pid : undefined
}

export const startInstance = async (env: Readonly<Record<string, string>>): Promise<Instance> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-chaos-'))
  const port = await freePort()
  const child = spawn(process.execPath, [launcher], {
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: dataDir, DEMO: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await started(child)
  const secret = async (name: string) => (await readFile(join(dataDir, 'secrets', name), 'utf8')).trim()
  const postgresPort = await firstNumber(join(dataDir, 'postgres', 'port'))
  const owner = `postgres://tributary_migrator@127.0.0.1:${postgresPort}/tributary`
  const pidFiles = {
    server: join(dataDir, 'logs', 'server.pid'),
    worker: join(dataDir, 'logs', 'worker.pid'),
    postgres: join(dataDir, 'postgres', 'cluster', 'postmaster.pid'),
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    databaseUrl: appUrl(owner, await secret('appPassword')),
    encryptionKey: Buffer.from(await secret('encryptionKey'), 'base64'),
    pidOf: (name) => firstNumber(pidFiles[name]),
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(60_000)])
    },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  }
}
