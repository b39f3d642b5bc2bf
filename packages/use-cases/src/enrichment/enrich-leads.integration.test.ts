import { createMxLookup } from '@tributary/connectors'
import { createFakeDns } from '@tributary/connectors/fakes'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { enrichLeads } from './enrich-leads.ts'
import { replaceLookups } from './lookups.ts'

const dns = createFakeDns({
  com: { ns: ['a.gtld.example'] },
  'takes-mail.com': { mx: [{ exchange: 'mail.takes-mail.com', priority: 10 }] },
  'no-mail.com': { mx: [{ exchange: '', priority: 0 }] },
  'silent.com': { error: 'ETIMEOUT' },
})

let house: TestProduct
beforeAll(async () => {
  house = await openTestProduct()
  replaceLookups(house.product, { lookUpMx: createMxLookup(dns) })
})
afterAll(() => house.close())

const run = <T>({ system }: TestOrganization, query: ReturnType<typeof sql<T>>) =>
  inOrganization(system, async ({ db }) => (await query.execute(db)).rows)

type LeadRow = {
  id: string
  points: number
  grade: string
  company_id: string | null
  industry: string | null
}
const leadOf = async (shop: TestOrganization): Promise<LeadRow> =>
  (
    await run<LeadRow>(
      shop,
      sql`select id, points, grade, company_id, industry from lead order by id desc limit 1`,
    )
  )[0]!

const enrich = async (shop: TestOrganization) =>
  enrichLeads(shop.system, {
    leadIds: (await run<{ id: string }>(shop, sql`select id from lead`)).map(({ id }) => id),
  })

const shopWith = async (name: string, email: string): Promise<TestOrganization> => {
  const shop = await house.addOrganization(name)
  await capture(shop, hotSubmission(await addCampaign(shop), { email }))
  return shop
}

const countedGrades = (shop: TestOrganization) =>
  run<{ value: string; n: string; total: string }>(
    shop,
    sql`select value, n, total from rollup where dimension = 'grade' and n <> 0
      and campaign_id = '00000000-0000-0000-0000-000000000000'`,
  )

describe('the domain of an e-mail address', () => {
  it('that takes mail keeps the score and gives the lead its company', async () => {
    const shop = await shopWith('Mail', 'maria@takes-mail.com')
    const before = await leadOf(shop)
    expect(await enrich(shop)).toEqual({ changed: 1 })
    const after = await leadOf(shop)
    expect([after.points, after.grade]).toEqual([before.points, before.grade])
    const companies = await run(shop, sql`select id, name, domain from company`)
    expect(companies).toEqual([{ id: after.company_id, name: 'Alvarez Works', domain: 'takes-mail.com' }])
    expect(await run(shop, sql`select mx from contact`)).toEqual([{ mx: 'mx' }])
    expect(await enrich(shop)).toEqual({ changed: 0 })
  })

  it('that takes no mail is no business address: the lead is scored again and counted anew', async () => {
    const shop = await shopWith('NoMail', 'maria@no-mail.com')
    const before = await leadOf(shop)
    await foldAll(shop)
    await enrich(shop)
    await foldAll(shop)
    const after = await leadOf(shop)
    expect(before.points - after.points).toBe(15)
    expect(await countedGrades(shop)).toEqual([{ value: after.grade, n: '1', total: String(after.points) }])
    const [scored] = await run<{
      payload: { from: { points: number }; to: { points: number }; cause: string }
    }>(shop, sql`select payload from event where type = 'lead.scored'`)
    expect(scored!.payload).toMatchObject({
      from: { points: before.points },
      to: { points: after.points },
      cause: 'enriched',
    })
  })

  it('that nobody could be asked about never lowers a score', async () => {
    const shop = await shopWith('Silent', 'maria@silent.com')
    const before = await leadOf(shop)
    await enrich(shop)
    expect((await leadOf(shop)).points).toBe(before.points)
  })

  it('of a company that is known brings its industry', async () => {
    const shop = await shopWith('Known', 'maria@takes-mail.com')
    await run(
      shop,
      sql`insert into company (organization_id, id, name, domain, industry)
        values (${shop.organizationId}, ${shop.members.rep.memberId}, 'Takes Mail Inc', 'takes-mail.com', 'Logistics')`,
    )
    await foldAll(shop)
    await enrich(shop)
    await foldAll(shop)
    expect(await leadOf(shop)).toMatchObject({ industry: 'Logistics', company_id: shop.members.rep.memberId })
    const industries = await run(
      shop,
      sql`select value from rollup where dimension = 'industry' and n <> 0
        and campaign_id = '00000000-0000-0000-0000-000000000000'`,
    )
    expect(industries).toEqual([{ value: 'Logistics' }])
  })

  it('is looked up while somebody edits the lead: neither waits for the other in a ring', async () => {
    const shop = await shopWith('Ring', 'maria@takes-mail.com')
    const { id } = await leadOf(shop)
    const editor = new Client({ connectionString: house.database.superuserUrl })
    await editor.connect()
    await editor.query('begin')
    await editor.query('select 1 from lead where id = $1 for update', [id])
    const enriching = enrich(shop)
    const isWaiting = async () =>
      (
        await editor.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
      ).rows.length > 0
    while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 20))
    await editor.query(
      'select 1 from contact where id = (select contact_id from lead where id = $1) for update',
      [id],
    )
    await editor.query('commit')
    await editor.end()
    expect(await enriching).toEqual({ changed: 1 })
  })

  it('is asked about once a day, however many leads come from it', async () => {
    const asked = dns.asked.filter((question) => question.includes('takes-mail.com'))
    expect(asked).toHaveLength(1)
  })
})
