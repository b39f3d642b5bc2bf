import { setTimeout as sleep } from 'node:timers/promises'
import type { Fakes, Fault } from '@tributary/connectors/fakes'
import { inOrganization } from '@tributary/use-cases/in-organization'
import { Client } from 'pg'
import type { Business } from './business.ts'
import type { Instance } from './instance.ts'

export type Recoveries = { readonly server: number[]; readonly worker: number[]; readonly database: number[] }

/** What the world outside does wrong, in turn. */
const OUTSIDE: readonly Fault[] = [
  { service: 'slack', share: 0.3, action: { type: 'status', status: 500 } },
  { service: 'slack', share: 0.2, action: { type: 'answer_then_reset' } },
  { service: 'slack', share: 0.2, action: { type: 'html_502' } },
  { service: 'slack', share: 0.1, action: { type: 'status', status: 429, headers: { 'retry-after': '2' } } },
  { service: 'smtp', share: 0.3, action: { type: 'reply', stage: 'rcpt', code: 451 } },
  { service: 'smtp', share: 0.1, action: { type: 'drop_after_data' } },
  { service: 'smtp', share: 0.1, action: { type: 'drop_before_data' } },
]

const waitFor = async (check: () => Promise<boolean>, limit: number): Promise<number> => {
  const began = performance.now()
  while (performance.now() - began < limit) {
    if (await check().catch(() => false)) return performance.now() - began
    await sleep(50)
  }
  return limit
}

const serves = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000) })).ok

const databaseAnswers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether the worker folded an event that was recorded after the moment given. */
const foldedSince = (business: Business, since: Date) => async (): Promise<boolean> => {
  const { product, system } = business
  return inOrganization({ ...system, product }, async ({ db }) => {
    const row = await db
      .selectFrom('event_fold')
      .innerJoin('event', (join) =>
        join
          .onRef('event.organization_id', '=', 'event_fold.organization_id')
          .onRef('event.id', '=', 'event_fold.event_id'),
      )
      .select('event.id')
      .where('event.organization_id', '=', system.organizationId)
      .where('event.type', '=', 'lead.captured')
      .where('event.recorded_at', '>', since as never)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  })
}

const kill = async (
  instance: Instance,
  name: 'server' | 'worker' | 'postgres',
  signal: NodeJS.Signals,
): Promise<void> => {
  const pid = await instance.pidOf(name)
  if (pid !== undefined)
    try {
      process.kill(pid, signal)
    } catch {
      // It died by itself a moment ago; its keeper has seen it.
    }
}

const every = async (
  seconds: number,
  until: number,
  first: number,
  act: () => Promise<void>,
): Promise<void> => {
  await sleep(first * 1000)
  for (let next = performance.now(); performance.now() < until; next += seconds * 1000) {
    await act()
    await sleep(Math.max(0, next + seconds * 1000 - performance.now()))
  }
}

/** Breaks things on a timeline for so many seconds and writes down how long each recovery took, in milliseconds. */
export const breakThings = async (options: {
  readonly instance: Instance
  readonly business: Business
  readonly fakes: Fakes
  readonly seconds: number
  readonly say: (line: string) => void
}): Promise<Recoveries> => {
  const { instance, business, fakes, seconds, say } = options
  const recoveries: Recoveries = { server: [], worker: [], database: [] }
  const until = performance.now() + seconds * 1000
  fakes.script(...OUTSIDE)

  const killServer = async () => {
    await kill(instance, 'server', 'SIGKILL')
    recoveries.server.push(await waitFor(() => serves(instance.url), 30_000))
  }
  const killWorker = async () => {
    const since = new Date()
    await kill(instance, 'worker', 'SIGKILL')
    recoveries.worker.push(await waitFor(foldedSince(business, since), 60_000))
  }
  const restartDatabase = async () => {
    await kill(instance, 'postgres', 'SIGQUIT')
    await sleep(100)
    recoveries.database.push(await waitFor(() => databaseAnswers(instance.databaseUrl), 60_000))
    say(`PostgreSQL was restarted; it answered after ${Math.round(recoveries.database.at(-1) ?? 0)} ms.`)
  }
  await Promise.all([
    every(15, until, 7, killServer),
    every(10, until, 4, killWorker),
    (async () => {
      await sleep(seconds * 350)
      await restartDatabase()
      await sleep(seconds * 350)
      await restartDatabase()
    })(),
  ])
  fakes.reset()
  return recoveries
}
