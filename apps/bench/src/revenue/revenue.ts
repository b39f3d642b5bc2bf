import { DEAL_STEPS } from '@tributary/contracts'
import { addDays } from '@tributary/kernel'
import { readAttribution } from '@tributary/use-cases/attribution/read-attribution'
import { refreshResult } from '@tributary/use-cases/attribution/store-results'
import type { Client } from 'pg'
import {
  type Asking,
  ask,
  askOften,
  printTimes,
  queryPath,
  summarise,
  type Times,
} from '../dashboards/ask.ts'
import { fillRollups, seedLeads } from '../dashboards/seed-leads.ts'
import { signIn } from '../dashboards/sign-in.ts'
import { connectOwner, type House, openHouse } from '../house/open-house.ts'
import { startServer } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'
import { seedRevenue } from './seed-revenue.ts'

const GOAL_MS = 50
const today = (): string => new Date(Date.now()).toISOString().slice(0, 10)
const since = (days: number) => ({ start: addDays(today(), 1 - days), end: today() })
const YEAR = since(365)
const LOOKBACK = 90

/** What the rules come to when the database does them: five heuristics over every touch of every won deal, by channel. */
const WINDOWS = `with placed as (
    select t.channel, d.amount_minor as amount, row_number() over (partition by d.id order by t.at, t.event_id) as i,
      count(*) over (partition by d.id) as n
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
      join touch t on t.organization_id = l.organization_id and t.contact_id = l.contact_id and t.at <= d.closed_at
        and t.at >= d.closed_at - interval '${LOOKBACK} days' and t.channel <> 'unknown' and t.kind <> 'manual'
    where d.organization_id = $1 and d.stage = 'won' and d.deleted_at is null)
  select channel, sum(amount) filter (where i = 1) as first, sum(amount) filter (where i = n) as last, sum(amount::numeric / n) as linear,
    sum(amount * 0.5::double precision ^ (n - i) / (2 - 2 * 0.5::double precision ^ n)) as position_decay,
    sum(amount * case when n = 1 then 1 when n = 2 then 0.5 when i in (1, n) then 0.4 else 0.2 / (n - 2) end) as position_based
  from placed group by channel`

const timed = async (times: number, run: () => Promise<unknown>): Promise<Times> => {
  const measured: number[] = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    await run()
    measured.push(performance.now() - began)
  }
  return summarise(measured)
}

/** A6: all models by four dimensions with intervals, read from the ledger and saved, beside five heuristics in SQL. */
const a6 = async (house: House, owner: Client, rounds: number): Promise<void> => {
  const { organizationId } = house.system
  console.log('\nA6  attribution from PostgreSQL, calculated and saved')
  await owner.query(`set work_mem = '256MB'`)
  await owner.query(WINDOWS, [organizationId])
  const sql = await timed(5, () => owner.query(WINDOWS, [organizationId]))
  printTimes('five heuristics by channel, in SQL', sql, 'not saved')
  await readAttribution(house.system, { period: YEAR, lookbackDays: LOOKBACK })
  const { rows } = await owner.query<{ id: string }>(
    'select id from attribution_result where organization_id = $1 and period_start = $2 and period_end = $3',
    [organizationId, YEAR.start, YEAR.end],
  )
  const id = rows[0]!.id
  const job = await timed(rounds, async () => {
    await owner.query('update attribution_result set as_of = null where id = $1', [id])
    await refreshResult(house.system, id)
  })
  printTimes(
    'every model, four dimensions, intervals, saved',
    job,
    `${(job.p95 / sql.p95).toFixed(1)} times (goal 3)`,
  )
}

/** The pages of revenue, by name. */
const pages: Readonly<Record<string, string>> = {
  'overview: leads, a year, compared': queryPath('dashboard.overview', { period: YEAR, compare: true }),
  'overview: money, a year, compared': queryPath('dashboard.money', { period: YEAR, compare: true }),
  'overview: money, 30 days': queryPath('dashboard.money', {}),
  'overview: top leads': queryPath('dashboard.topOpportunities', {}),
  'explorer by channel': queryPath('attribution.read', { period: YEAR, lookbackDays: LOOKBACK }),
  'explorer by campaign': queryPath('attribution.read', {
    period: YEAR,
    lookbackDays: LOOKBACK,
    by: 'campaign',
  }),
  'explorer by content': queryPath('attribution.read', {
    period: YEAR,
    lookbackDays: LOOKBACK,
    by: 'content',
  }),
  forecast: `/api/trpc/forecast.read`,
  'forecast: likely deals': queryPath('deals.list', {
    filter: { stage: [...DEAL_STEPS] },
    sort: { by: 'probability', direction: 'desc' },
    size: 10,
  }),
}

const measurePages = async (asking: Asking): Promise<boolean> => {
  console.log('\nPages over HTTP, one connection')
  let reached = true
  for (const [name, path] of Object.entries(pages)) {
    const answer = JSON.stringify(await ask(asking, path)).length
    const times = await askOften(asking, [path], { times: 200, seconds: 15 })
    reached &&= times.p95 <= GOAL_MS
    printTimes(name, times, `${times.p95 <= GOAL_MS ? 'reached' : `MORE THAN ${GOAL_MS}`}  ${answer} bytes`)
  }
  return reached
}

/** Explorer, forecast and overview where there are many leads and deals, and what calculating attribution costs. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { leads, deals, touches, rounds, only, keep } = readOptions(args, {
    leads: 1_000_000,
    deals: 200_000,
    touches: 1_000_000,
    rounds: 3,
    only: ['a6', 'pages'],
    keep: null,
  })
  const house = await openHouse({}, keep)
  const owner = await connectOwner(house)
  try {
    const cookie = await signIn(house)
    await seedLeads(house, owner, leads, console.log)
    if (await seedRevenue(house, owner, { deals, touches }, console.log)) {
      await fillRollups(owner, house.system.organizationId)
      await owner.query('vacuum analyze rollup')
    }
    if (only.includes('a6')) await a6(house, owner, rounds)
    if (!only.includes('pages')) return
    const server = await startServer(house)
    try {
      if (!(await measurePages({ port: server.port, cookie }))) process.exitCode = 1
    } finally {
      await server.stop()
    }
  } finally {
    await owner.end()
    await house.close()
  }
}
