import { addDays } from '@tributary/kernel'
import type { Context } from '@tributary/use-cases/product'
import type { Client } from 'pg'
import type { LoadPlan } from '../capture/load.ts'
import { spawnLoad } from '../capture/spawn-load.ts'
import { headersOf } from '../capture/submission.ts'
import { connectOwner, type House, openHouse } from '../house/open-house.ts'
import { type Started, startServer, startWorker } from '../house/start-process.ts'
import { lastNames } from '../lists/seed-people.ts'
import { readOptions } from '../read-options.ts'
import { type Asking, ask, askOften, printTimes, queryPath, summarise, type Times } from './ask.ts'
import { randomOperations, verifyHouse } from './random-operations.ts'
import { seedLeads } from './seed-leads.ts'
import { signIn } from './sign-in.ts'

const today = (): string => new Date(Date.now()).toISOString().slice(0, 10)
const since = (days: number) => ({ start: addDays(today(), 1 - days), end: today() })

/** The pages a person opens, by name. */
const dashboards = (campaignId: string): Readonly<Record<string, string>> => ({
  'all time': queryPath('dashboard.overview', { period: since(730) }),
  'all time, compared': queryPath('dashboard.overview', { period: since(365), compare: true }),
  'last 30 days, compared': queryPath('dashboard.overview', { compare: true }),
  'one campaign, 90 days': queryPath('dashboard.campaignFigures', { campaignId, period: since(90) }),
  'the list of campaigns': queryPath('dashboard.campaignTotals', {}),
  'top opportunities': queryPath('dashboard.topOpportunities', {}),
})

/** What the same numbers cost when they are counted from the leads: five groupings in one pass. */
const RAW = `select count(*), avg(points), count(*) filter (where grade = 'A') from lead
  where organization_id = $1 and deleted_at is null
  group by grouping sets ((stage), (industry), (region), (grade), (channel))`

const countRaw = async (owner: Client, organizationId: string): Promise<Times> => {
  const times: number[] = []
  for (let i = 0; i < 7; i++) {
    const began = performance.now()
    await owner.query({ name: 'raw', text: RAW, values: [organizationId] })
    if (i > 0) times.push(performance.now() - began)
  }
  return summarise(times)
}

/** Q1: the dashboard over HTTP beside the aggregate it replaces. */
const q1 = async (house: House, owner: Client, asking: Asking, campaignId: string): Promise<void> => {
  console.log('\nQ1  dashboards over HTTP, one connection')
  const raw = await countRaw(owner, house.system.organizationId)
  printTimes('counted from the leads, in SQL', raw)
  for (const [name, path] of Object.entries(dashboards(campaignId))) {
    const times = await askOften(asking, [path], { times: 300 })
    const goal = name.startsWith('all time') ? 'at most 25 ms  ' : ''
    printTimes(name, times, `${goal}${(raw.p50 / times.p50).toFixed(0)} times faster`)
  }
  const all = await askOften(asking, Object.values(dashboards(campaignId)), { times: 600, connections: 8 })
  printTimes('all of them, 8 connections', all)
}

const SMALL = 10_000

type Growing = Readonly<Record<string, () => Promise<string>>>

/** The place of a page deep in a list, reached as a person would: page after page. */
const deepPage = async (asking: Asking, procedure: string, input: object, pages: number): Promise<string> => {
  let cursor: string | null = null
  for (let page = 0; page < pages; page++) {
    const answer = (await ask(asking, queryPath(procedure, { ...input, ...(cursor ? { cursor } : {}) }))) as {
      nextCursor: string | null
    }
    if (answer.nextCursor === null) break
    cursor = answer.nextCursor
  }
  return queryPath(procedure, { ...input, ...(cursor ? { cursor } : {}) })
}

/** Everything that lists, searches or sums leads. */
const growing = (asking: Asking, campaignId: string): Growing => ({
  ...Object.fromEntries(
    Object.entries(dashboards(campaignId)).map(([name, path]) => [name, async () => path]),
  ),
  'leads, first page': async () => queryPath('leads.list', {}),
  'leads, page 100': () => deepPage(asking, 'leads.list', { size: 50 }, 99),
  'leads by score, first page': async () =>
    queryPath('leads.list', { sort: { by: 'score', direction: 'desc' } }),
  'leads of a stage': async () => queryPath('leads.list', { filter: { stage: ['contacted'] } }),
  'leads of a campaign': async () => queryPath('leads.list', { filter: { campaign: [campaignId] } }),
  'search for a word': async () => queryPath('leads.list', { filter: { text: lastNames[200] } }),
  'search for a beginning': async () =>
    queryPath('leads.list', { filter: { text: lastNames[100]!.slice(0, 4) } }),
  'search for an address': async () => queryPath('leads.list', { filter: { text: 'seeded.77@example.com' } }),
})

const measureGrowing = async (asking: Asking, campaignId: string): Promise<Map<string, number>> => {
  const measured = new Map<string, number>()
  for (const [name, find] of Object.entries(growing(asking, campaignId))) {
    const times = await askOften(asking, [await find()], { times: 200 })
    measured.set(name, times.p50)
  }
  return measured
}

/** Q6: no list, search or sum takes more than twice the time when there are a hundred times as many leads. */
const tellGrowth = (small: ReadonlyMap<string, number>, large: ReadonlyMap<string, number>): void => {
  console.log('\nQ6  the same request at 10,000 leads and at all of them, p50')
  for (const [name, after] of large) {
    const before = small.get(name) ?? Number.NaN
    const ratio = after / before
    console.log(
      `${name.padEnd(44)} ${before.toFixed(1).padStart(7)} → ${after.toFixed(1).padStart(7)} ms  ratio ${ratio.toFixed(2)}${ratio > 2 ? '  MORE THAN 2' : ''}`,
    )
  }
}

const RATE = 2_000

/** Q7: the same dashboards while 2,000 leads a second come in and are counted. */
const q7 = async (house: House, asking: Asking, campaignId: string, seconds: number): Promise<void> => {
  console.log(`\nQ7  dashboards while ${RATE.toLocaleString('en')} leads a second are captured`)
  const plan: LoadPlan = {
    ...{ port: asking.port, path: '/v1/api/leads', headers: headersOf(house), slug: house.campaign.slug },
    ...{ connections: 200, seconds, warmUpSeconds: 2, rate: RATE, body: 'fresh', run: 'q7' },
  }
  let going = true
  const load = spawnLoad(plan).finally(() => {
    going = false
  })
  const measured: number[] = []
  const paths = Object.values(dashboards(campaignId))
  for (let next = 0; going; next++) {
    const began = performance.now()
    await ask(asking, paths[next % paths.length]!)
    measured.push(performance.now() - began)
    // A person looks, then asks again.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const result = await load
  printTimes('dashboards meanwhile', summarise(measured), 'at most 50 ms')
  console.log(
    `captured ${result.perSecond.toFixed(0)}/s, p95 ${result.p95.toFixed(1)} ms, ${JSON.stringify(result.statuses)}`,
  )
}

/** The same requests in a house of its own with 10,000 leads. */
const measureSmall = async (): Promise<Map<string, number>> => {
  const house = await openHouse()
  const owner = await connectOwner(house)
  try {
    const cookie = await signIn(house)
    await seedLeads(house, owner, SMALL, console.log)
    const server = await startServer(house)
    try {
      return await measureGrowing({ port: server.port, cookie }, await busiest(owner))
    } finally {
      await server.stop()
    }
  } finally {
    await owner.end()
    await house.close()
  }
}

export const run = async (args: readonly string[]): Promise<void> => {
  const options = readOptions(args, {
    leads: 1_000_000,
    seconds: 15,
    only: ['q1', 'q5', 'q6', 'q7'],
    keep: null,
    verify: false,
  })
  const only = new Set(options.only)
  const small = only.has('q6') ? await measureSmall() : new Map<string, number>()
  const house = await openHouse({}, options.keep)
  const owner = await connectOwner(house)
  const started: Started[] = []
  let clean = true
  try {
    const cookie = await signIn(house)
    await seedLeads(house, owner, options.leads, console.log)
    const campaignId = await busiest(owner)
    const server = await startServer(house)
    started.push(server)
    const asking = { port: server.port, cookie }
    if (only.has('q1')) await q1(house, owner, asking, campaignId)
    if (only.has('q6')) tellGrowth(small, await measureGrowing(asking, campaignId))
    if (only.has('q5') || only.has('q7')) started.push(await startWorker(house, {}))
    if (only.has('q7')) await q7(house, asking, campaignId, options.seconds)
    if (only.has('q5')) {
      console.log('\nQ5  daily counts against a fresh count')
      clean = await randomOperations(house, owner, await managerOf(house, owner))
    } else if (options.verify) clean = await verifyHouse(house)
  } finally {
    for (const each of started) await each.stop()
    await owner.end()
    await house.close()
    if (!clean) process.exitCode = 1
  }
}

const busiest = async (owner: Client): Promise<string> =>
  (
    await owner.query<{ id: string }>(
      'select campaign_id as id from lead group by 1 order by count(*) desc limit 1',
    )
  ).rows[0]!.id

/** The signed-in manager, as the use-cases are told. */
const managerOf = async ({ system }: House, owner: Client): Promise<Context> => {
  const { rows } = await owner.query<{ id: string; auth_user_id: string }>(
    "select id, auth_user_id from member where role = 'manager'",
  )
  const { id, auth_user_id } = rows[0]!
  return { ...system, actor: { kind: 'member', memberId: id, userId: auth_user_id, role: 'manager' } }
}
