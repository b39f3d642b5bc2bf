import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type Instance = {
  /** `http://localhost:…`. */
  readonly url: string
  readonly dataDir: string
  readonly stop: () => Promise<void>
}
type Options = {
  readonly demo?: boolean
  /** Settings besides: limits, addresses. */
  readonly env?: Readonly<Record<string, string>>
  readonly patienceSeconds?: number
}

const root = resolve(import.meta.dirname, '../../../..')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

/** What the launcher of a shell would find, without what would lead it to somebody else's data. */
const ownEnvironment = (): NodeJS.ProcessEnv => {
  const {
    DATABASE_URL: _,
    PUBLIC_URL: __,
    SMTP_URL: ___,
    NODE_ENV: ____,
    VITEST: _____,
    ...rest
  } = process.env
  return rest
}

const tail = async (dataDir: string): Promise<string> => {
  const logs = ['server.log', 'worker.log', 'web-build.log'].map(async (name) => {
    const text = await readFile(join(dataDir, 'logs', name), 'utf8').catch(() => '')
    return text ? `--- ${name}\n${text.slice(-2000)}` : ''
  })
  return (await Promise.all(logs)).filter(Boolean).join('\n')
}

/** The whole product as `pnpm start` runs it, on a port and in a folder of its own. */
export const startInstance = async ({
  demo = false,
  env = {},
  patienceSeconds = 150,
}: Options = {}): Promise<Instance> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-e2e-'))
  const port = await freePort()
  const launcher = spawn(process.execPath, [join(root, 'apps/launch/src/main.ts')], {
    cwd: root,
    env: { ...ownEnvironment(), ...env, PORT: String(port), DATA_DIR: dataDir, DEMO: demo ? 'on' : 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(launcher, 'exit')
  const endWithUs = () => launcher.kill('SIGTERM')
  process.once('exit', endWithUs)
  let stopping = false
  const stop = async (): Promise<void> => {
    stopping = true
    if (launcher.exitCode === null && launcher.signalCode === null) {
      launcher.kill('SIGTERM')
      await ended
    }
    process.off('exit', endWithUs)
    await rm(dataDir, { recursive: true, force: true })
  }

  let said = ''
  const ready = new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Tributary is ready at')) done()
    }
    launcher.stdout.on('data', hear)
    launcher.stderr.on('data', hear)
    launcher.once('error', fail)
    launcher.once('exit', () => fail(new Error(`The launcher ended: ${said}`)))
    setTimeout(
      () => fail(new Error(`Not ready after ${patienceSeconds} s: ${said}`)),
      patienceSeconds * 1000,
    ).unref()
  })
  try {
    await ready
  } catch (error) {
    const logs = await tail(dataDir)
    await stop()
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${logs}`)
  }
  launcher.once('exit', async (code, signal) => {
    if (!stopping) console.error(`The launcher ended (${signal ?? code}): ${said}\n${await tail(dataDir)}`)
  })
  return { url: `http://localhost:${port}`, dataDir, stop }
}
