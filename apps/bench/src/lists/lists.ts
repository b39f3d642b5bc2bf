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
import { seedLeads } from '../dashboards/seed-leads.ts'
import { signIn } from '../dashboards/sign-in.ts'
import { connectOwner, openHouse } from '../house/open-house.ts'
import { startServer } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'
import { firstNames, lastNames } from './seed-people.ts'

type Input = { filter?: object; sort?: { by: string; direction: string }; size?: number }

const newest = { by: 'captured', direction: 'desc' }

/** The eight that are promised fast, and what they are called in the guide. */
const promised = (campaignId: string, ownerId: string): Readonly<Record<string, Input>> => ({
  '1 all, newest first': { sort: newest },
  '2 all, best score first': { sort: { by: 'score', direction: 'desc' } },
  '3 all, latest change first': { sort: { by: 'updated', direction: 'desc' } },
  '4 one stage, newest first': { filter: { stage: ['contacted'] }, sort: newest },
  '5 one campaign, newest first': { filter: { campaign: [campaignId] }, sort: newest },
  '6 one owner, newest first': { filter: { owner: [ownerId] }, sort: newest },
  '7 one stage and industry, best score first': {
    filter: { stage: ['contacted'], industry: ['Retail'] },
    sort: { by: 'score', direction: 'desc' },
  },
  '8 all, by company': { sort: { by: 'company', direction: 'asc' } },
})

const others = (campaignId: string, ownerId: string): Readonly<Record<string, Input>> => ({
  'by stage': { sort: { by: 'stage', direction: 'asc' } },
  'by value': { sort: { by: 'value', direction: 'desc' } },
  'hot and not decided, newest first': { filter: { status: ['hot'] }, sort: newest },
  'a region, newest first': { filter: { region: ['WA'] }, sort: newest },
  'a rare region and source, by score': {
    filter: { region: ['WA'], source: ['referral'], grade: ['A'] },
    sort: { by: 'score', direction: 'asc' },
  },
  'a content that does not exist': { filter: { content: ['no such variant'] }, sort: newest },
  'my rejected leads of a campaign': {
    filter: { owner: [ownerId], campaign: [campaignId], review: ['rejected'] },
    sort: { by: 'company', direction: 'desc' },
  },
  'one cell of score by trust': { filter: { cell: ['9:9'] }, sort: newest },
  'last week, grade D, by company': {
    filter: { grade: ['D'], capturedFrom: new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10) },
    sort: { by: 'company', direction: 'asc' },
  },
})

const DEEP = 200

const deepPage = async (asking: Asking, input: Input): Promise<string> => {
  let cursor: string | null = null
  for (let page = 1; page < DEEP; page++) {
    const path = queryPath('leads.list', { ...input, size: 100, ...(cursor ? { cursor } : {}) })
    const { nextCursor } = (await ask(asking, path)) as { nextCursor: string | null }
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return queryPath('leads.list', { ...input, ...(cursor ? { cursor } : {}) })
}

const timed = async (times: number, run: () => Promise<unknown>): Promise<Times> => {
  const measured: number[] = []
  for (let i = 0; i <= times; i++) {
    const began = performance.now()
    await run()
    if (i > 0) measured.push(performance.now() - began)
  }
  return summarise(measured)
}

const BASE_LIST = `select * from lead where organization_id = $1 and stage = 'contacted' and industry = 'Retail'
  and deleted_at is null order by points desc, id desc limit 50`

/** The same rows with the base indexes only: the index of the eighth combination is away for one transaction. */
const baseList = async (owner: Client, organizationId: string): Promise<Times> => {
  await owner.query('begin')
  await owner.query('drop index lead_industry_points')
  const times = await timed(60, () => owner.query(BASE_LIST, [organizationId]))
  await owner.query('rollback')
  return times
}

const q2 = async (
  asking: Asking,
  owner: Client,
  organizationId: string,
  ids: { campaign: string; owner: string },
) => {
  console.log('\nQ2  a page of the lead list over HTTP, 50 leads with their names opened')
  const base = await baseList(owner, organizationId)
  printTimes('stage and industry by score, base indexes, SQL', base)
  for (const [name, input] of Object.entries(promised(ids.campaign, ids.owner))) {
    const first = await askOften(asking, [queryPath('leads.list', input)], { times: 200 })
    printTimes(
      name,
      first,
      `goal p95 10 ms${first.p95 > 10 ? '  MISSED' : ''}  base/this ${(base.p50 / first.p50).toFixed(1)}`,
    )
    const deep = await askOften(asking, [await deepPage(asking, input)], { times: 100 })
    printTimes(`  the same, page ${DEEP * 2}`, deep, deep.p95 > 10 ? 'MISSED' : '')
  }
  for (const [name, input] of Object.entries(others(ids.campaign, ids.owner))) {
    const times = await askOften(asking, [queryPath('leads.list', input)], { times: 20, seconds: 4 })
    printTimes(name, times, `goal 250 ms${times.p95 > 250 ? '  MISSED' : ''}`)
    const count = await askOften(asking, [queryPath('leads.count', { filter: input.filter ?? {} })], {
      times: 10,
      seconds: 2,
    })
    printTimes('  its count', count)
  }
}

const searches = (): Readonly<Record<string, readonly string[]>> => ({
  'a rare surname': lastNames.slice(4_000, 4_040).map((name) => name),
  'a frequent surname': lastNames.slice(0, 20),
  'a beginning of four letters': lastNames.slice(100, 140).map((name) => name.slice(0, 4)),
  'a frequent first name': firstNames.slice(0, 10),
  'first name and surname': lastNames.slice(50, 90).map((name, n) => `${firstNames[n % 20]} ${name}`),
  'an e-mail address': Array.from({ length: 40 }, (_, n) => `seeded.${n * 31}@example.com`),
  'a name nobody has': Array.from({ length: 40 }, (_, n) => `xqzw${String.fromCharCode(97 + (n % 26))}`),
})

const q3 = async (asking: Asking, owner: Client, organizationId: string) => {
  console.log('\nQ3  search over HTTP')
  const scan = await timed(8, () =>
    owner.query(`select id from lead where organization_id = $1 and company ilike $2 limit 50`, [
      organizationId,
      '%xqzw%',
    ]),
  )
  printTimes('a sequential scan for a text, SQL', scan)
  for (const [name, texts] of Object.entries(searches())) {
    const paths = texts.map((text) => queryPath('leads.list', { filter: { text } }))
    const times = await askOften(asking, paths, { times: 200 })
    printTimes(
      name,
      times,
      `goal p95 15 ms${times.p95 > 15 ? '  MISSED' : ''}  scan/this ${(scan.p50 / times.p50).toFixed(0)}`,
    )
  }
}

const one = async (owner: Client, column: string): Promise<string> =>
  (
    await owner.query<{ id: string }>(
      `select ${column} as id from lead where ${column} is not null group by 1 order by count(*) desc limit 1`,
    )
  ).rows[0]!.id

export const run = async (args: readonly string[]): Promise<void> => {
  const { leads, people, only, keep } = readOptions(args, {
    leads: 1_000_000,
    people: 0,
    only: ['q2', 'q3'],
    keep: null,
  })
  const house = await openHouse({}, keep)
  const owner = await connectOwner(house)
  try {
    const cookie = await signIn(house)
    const { organizationId } = house.system
    const began = performance.now()
    // Nobody said how many: the seed's own share of the leads.
    await seedLeads(house, owner, leads, console.log, people || undefined)
    console.log(`seeded in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const server = await startServer(house)
    try {
      const asking = { port: server.port, cookie }
      const ids = { campaign: await one(owner, 'campaign_id'), owner: await one(owner, 'owner_id') }
      if (only.includes('q2')) await q2(asking, owner, organizationId, ids)
      if (only.includes('q3')) await q3(asking, owner, organizationId)
    } finally {
      await server.stop()
    }
  } finally {
    await owner.end()
    await house.close()
  }
}
