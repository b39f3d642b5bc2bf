import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startFakes } from '@tributary/connectors/fakes'
import { inOrganization } from '@tributary/use-cases/in-organization'
import { answerUsage, readOptions } from '../read-options.ts'
import { type Business, openBusiness } from './business.ts'
import { breakThings } from './faults.ts'
import { startInstance } from './instance.ts'
import { startLoad } from './load.ts'

const say = (line: string): void => console.log(line)

/** The longest that each may take to come back, in milliseconds. */
const LIMITS = { server: 5_000, worker: 25_000, database: 10_000 } as const

const verify = (args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const script = fileURLToPath(new URL('../verify/main.ts', import.meta.url))
    spawn(process.execPath, [script, ...args], { stdio: 'inherit' }).once('exit', (code) =>
      resolve(code ?? 1),
    )
  })

/** How much is unfinished: events to count, effects to try. */
const unfinished = ({ system }: Business): Promise<number> =>
  inOrganization(system, async ({ db, organizationId }) => {
    const events = await db
      .selectFrom('event')
      .leftJoin('event_fold', (join) =>
        join
          .onRef('event.organization_id', '=', 'event_fold.organization_id')
          .onRef('event.id', '=', 'event_fold.event_id'),
      )
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('event.organization_id', '=', organizationId)
      .where('event_fold.event_id', 'is', null)
      .executeTakeFirstOrThrow()
    const effects = await db
      .selectFrom('effect')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where('organization_id', '=', organizationId)
      .where('state', 'in', ['pending', 'in_flight', 'unknown'])
      .executeTakeFirstOrThrow()
    return Number(events.n) + Number(effects.n)
  })

/** A proof does not wait ten minutes for the last try of the schedule: what waits for its next try is due now. */
const tryNow = ({ system }: Business): Promise<void> =>
  inOrganization(system, async ({ db, organizationId, enqueue }) => {
    const due = await db
      .updateTable('effect')
      .set({ next_at: new Date() } as never)
      .where('organization_id', '=', organizationId)
      .where('state', '=', 'pending')
      .returning('id')
      .execute()
    for (const { id } of due) enqueue('effect.run', { effectIds: [id] })
  })

const settle = async (business: Business, seconds: number): Promise<number> => {
  await sleep(5_000)
  await tryNow(business)
  const end = performance.now() + seconds * 1000
  let left = await unfinished(business).catch(() => -1)
  while (left !== 0 && performance.now() < end) {
    await sleep(500)
    left = await unfinished(business).catch(() => -1)
  }
  return left
}

const worst = (times: readonly number[]): number => Math.round(Math.max(0, ...times))

const run = async (): Promise<boolean> => {
  const { seconds, rate, seed, keep } = readOptions(process.argv.slice(2), {
    seconds: 180,
    rate: 20,
    seed: 1,
    keep: false,
  })
  const journalFile = join(process.cwd(), `.data/chaos-journal-${process.pid}.jsonl`)
  const sentFile = join(process.cwd(), `.data/chaos-sent-${process.pid}.jsonl`)
  await mkdir(join(process.cwd(), '.data'), { recursive: true })
  const fakes = await startFakes({ journalFile })
  const instance = await startInstance({
    CAPTURE_PER_IP_PER_MINUTE: '0',
    CAPTURE_PER_CAMPAIGN_PER_HOUR: '0',
    SLACK_BASE_URL: fakes.url,
    SMTP_URL: `smtp://127.0.0.1:${fakes.smtpPort}`,
  })
  say(`An instance runs on ${instance.url}; ${rate} leads a second for ${seconds} seconds, seed ${seed}.`)
  const business = await openBusiness(instance)
  let good = true
  const demand = (holds: boolean, line: string): void => {
    good &&= holds
    say(`${holds ? 'ok  ' : 'FAIL'}  ${line}`)
  }
  try {
    const load = startLoad({
      url: instance.url,
      slug: business.slug,
      token: business.token,
      perSecond: rate,
      seed,
      sentFile,
    })
    const recoveries = await breakThings({ instance, business, fakes, seconds, say })
    await load.finish()
    demand(
      load.answered === load.sent,
      `${load.answered} of ${load.sent} leads were answered 201, with ${load.retried} repeats`,
    )
    for (const name of ['server', 'worker', 'database'] as const)
      demand(
        worst(recoveries[name]) <= LIMITS[name],
        `${name}: ${recoveries[name].length} times down, back after at most ${worst(recoveries[name])} ms (at most ${LIMITS[name]})`,
      )
    const left = await settle(business, 120)
    demand(left === 0, `${left} events or effects unfinished after the run`)
    await business.close()
    const code = await verify([
      '--data-dir',
      instance.dataDir,
      '--sent',
      sentFile,
      '--journal',
      journalFile,
      '--settled',
    ])
    demand(code === 0, 'pnpm verify finds no difference')
  } finally {
    await business.close().catch(() => undefined)
    await instance.stop()
    if (keep) say(`Kept: ${instance.dataDir}`)
    else await instance.remove()
    await fakes.close()
  }
  return good
}

process.exitCode = (await run().catch(answerUsage)) ? 0 : 1
process.exit()
