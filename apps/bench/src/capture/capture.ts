import type { Client } from 'pg'
import { connectOwner, type House, openHouse } from '../house/open-house.ts'
import { type Started, startBare, startServer } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'
import { BARE_TABLES } from './bare.ts'
import type { LoadPlan, LoadResult } from './load.ts'
import { spawnLoad } from './spawn-load.ts'
import { headersOf } from './submission.ts'

const line = (name: string, { perSecond, p50, p95, p99, statuses, errors }: LoadResult): void =>
  console.log(
    `${name.padEnd(28)} ${perSecond.toFixed(0).padStart(7)}/s  p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms  ${JSON.stringify(statuses)}${errors ? `  errors ${errors}` : ''}`,
  )

const cpuSeconds = async (pid: number): Promise<number> => {
  const { readFile } = await import('node:fs/promises')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** A process and all that it started: the postmaster and its backends. */
const familySeconds = async (pid: number): Promise<number> => {
  const { readdir, readFile } = await import('node:fs/promises')
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const belongs = (each: number | undefined): boolean =>
    each !== undefined && each > 1 && (each === pid || belongs(parents.get(each)))
  // Backends that have ended are counted by the one that waited for them.
  const ended = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ').at(-1)!.split(' ')
  let seconds = (Number(ended[13]) + Number(ended[14])) / 100
  for (const each of parents.keys()) if (belongs(each)) seconds += await cpuSeconds(each)
  return seconds
}

/** Runs a load and tells what it cost the server and the database, per request. */
const measured = async (name: string, house: House, server: Started, plan: LoadPlan): Promise<LoadResult> => {
  const before = [await cpuSeconds(server.pid), await familySeconds(house.postgres.pid)]
  const result = await spawnLoad({ ...plan, warmUpSeconds: 0 })
  const requests = Object.values(result.statuses).reduce((sum, n) => sum + n, 0)
  const [inServer, inDatabase] = [
    (await cpuSeconds(server.pid)) - before[0]!,
    (await familySeconds(house.postgres.pid)) - before[1]!,
  ].map((seconds) => ((seconds * 1e6) / Math.max(1, requests)).toFixed(0))
  line(name, result)
  console.log(`${''.padEnd(28)} CPU a request: server ${inServer} µs, database ${inDatabase} µs`)
  return result
}

const memoryOf = async (pid: number): Promise<string> => {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return /VmHWM:\s+(\d+)/.exec(status)?.[1] ?? '0'
}

let runs = 0

/** Seconds of the same load before the clock starts: the machine code of both is made by then. */
const WARM_UP = 5

export const run = async (args: readonly string[]): Promise<void> => {
  const { seconds, connections, only, leads, profile } = readOptions(args, {
    seconds: 8,
    connections: [32, 1000],
    only: ['compare', 'steady', 'refusals'],
    leads: 0,
    profile: false,
  })
  const house = await openHouse()
  const owner = await connectOwner(house)
  await owner.query(BARE_TABLES)
  await owner.query('vacuum analyze')
  const started: Started[] = []
  try {
    const bare = await startBare(house.databaseUrl)
    const ours = await startServer(
      house,
      profile ? ['--cpu-prof', '--cpu-prof-dir=/tmp/tributary-profile'] : [],
    )
    started.push(bare, ours)
    await grow(house, owner, leads)
    if (only.includes('compare'))
      for (const count of connections) await compare(house, owner, bare, ours, count, seconds)
    if (only.includes('steady')) await steady(house, ours, seconds)
    if (only.includes('refusals')) await refusals(house, ours, seconds)
    console.log(`server: highest memory ${(Number(await memoryOf(ours.pid)) / 1024).toFixed(0)} MB`)
  } finally {
    for (const each of started) await each.stop()
    await owner.end()
    await house.close()
  }
}

const planOf = (house: House, port: number, connections: number, seconds: number): LoadPlan => ({
  port,
  path: '/v1/api/leads',
  headers: headersOf(house),
  slug: house.campaign.slug,
  connections,
  seconds,
  warmUpSeconds: 2,
  rate: null,
  body: 'fresh',
  run: `r${++runs}`,
})

/** Baseline, ours, baseline again: the ratio is to the mean of the two. */
const compare = async (
  house: House,
  owner: Client,
  bare: Started,
  ours: Started,
  connections: number,
  seconds: number,
): Promise<void> => {
  console.log(`\n${connections} connections`)
  const run = async (name: string, server: Started): Promise<LoadResult> => {
    await spawnLoad({ ...planOf(house, server.port, connections, 0), warmUpSeconds: WARM_UP })
    return measured(name, house, server, planOf(house, server.port, connections, seconds))
  }
  const before = await run('bare handler', bare)
  await owner.query('checkpoint')
  const product = await run('the hot door', ours)
  await owner.query('checkpoint')
  const after = await run('bare handler', bare)
  await owner.query('checkpoint')
  console.log(`ratio ${(product.perSecond / ((before.perSecond + after.perSecond) / 2)).toFixed(2)}`)
}

/** C5: a steady 500 requests a second. */
const steady = async (house: House, ours: Started, seconds: number): Promise<void> => {
  console.log('\n500 requests a second, 32 connections')
  line('the hot door', await spawnLoad({ ...planOf(house, ours.port, 32, seconds), rate: 500 }))
}

/** C7: what a refusal costs in the server, against what an accepted submission costs. */
const refusals = async (house: House, ours: Started, seconds: number): Promise<void> => {
  console.log('\nserver CPU per request, 32 connections')
  const cost = async (name: string, plan: LoadPlan): Promise<number> => {
    const from = await cpuSeconds(ours.pid)
    const result = await spawnLoad({ ...plan, warmUpSeconds: 0 })
    const micros = ((await cpuSeconds(ours.pid)) - from) * 1e6
    const each =
      micros /
      Math.max(
        1,
        Object.values(result.statuses).reduce((sum, n) => sum + n, 0),
      )
    console.log(`${name.padEnd(28)} ${each.toFixed(0).padStart(5)} µs  ${JSON.stringify(result.statuses)}`)
    return each
  }
  const plan = planOf(house, ours.port, 32, seconds)
  const accepted = await cost('accepted', plan)
  for (const [name, fixed] of [
    ['not JSON', '{"campaign_id": "spring'],
    [
      'a bad e-mail',
      JSON.stringify({
        campaign_id: house.campaign.slug,
        source: 'modal',
        contact: { firstName: 'A', lastName: 'B', email: 'nobody' },
      }),
    ],
    [
      'an unknown campaign',
      JSON.stringify({
        campaign_id: 'nowhere',
        source: 'modal',
        contact: { firstName: 'A', lastName: 'B', email: 'a@b.example' },
      }),
    ],
  ] as const) {
    const refused = await cost(name, { ...planOf(house, ours.port, 32, seconds), body: { fixed } })
    console.log(`${''.padEnd(28)} ratio ${(refused / accepted).toFixed(2)}`)
  }
}

/** C6: fills the house through the door itself, and prints how the pace holds. */
const grow = async (house: House, owner: Client, leads: number): Promise<void> => {
  if (leads === 0) return
  const server = await startServer(house)
  try {
    let there = 0
    while (there < leads) {
      const result = await spawnLoad({ ...planOf(house, server.port, 500, 20), warmUpSeconds: 0 })
      there = Number((await owner.query('select count(*) as n from lead')).rows[0].n)
      line(`${there} leads`, result)
    }
  } finally {
    await server.stop()
  }
}
