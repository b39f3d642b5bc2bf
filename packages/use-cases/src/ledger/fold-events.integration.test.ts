import { OrganizationSchema } from '@tributary/db'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { sweep } from '../operations/sweep.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { addCampaign, capture, eventIdsOf, foldAll, hotSubmission } from '../testing-leads.ts'
import { foldEvents } from './fold-events.ts'

let house: TestProduct
beforeAll(async () => {
  house = await openTestProduct()
})
afterAll(() => house.close())

const rows = <T>({ system }: TestOrganization, query: (id: string) => ReturnType<typeof sql<T>>) =>
  inOrganization(system, async ({ db, organizationId }) => (await query(organizationId).execute(db)).rows)

const countOf = async (organization: TestOrganization): Promise<number> => {
  const [row] = await rows<{ n: string }>(
    organization,
    (id) => sql`select coalesce(sum(n), 0) as n from rollup
      where organization_id = ${id} and dimension = 'all' and campaign_id = '00000000-0000-0000-0000-000000000000'`,
  )
  return Number(row!.n)
}

describe('an event', () => {
  it('counts once, however often its job comes and however many workers have it', async () => {
    const shop = await house.addOrganization('Once')
    const campaign = await addCampaign(shop)
    for (let i = 0; i < 5; i++) await capture(shop, hotSubmission(campaign))
    const eventIds = await eventIdsOf(shop)
    const folded = await Promise.all(Array.from({ length: 8 }, () => foldEvents(shop.system, { eventIds })))
    expect(folded.reduce((sum, each) => sum + each.folded, 0)).toBe(5)
    expect(await countOf(shop)).toBe(5)
    expect((await foldEvents(shop.system, { eventIds: [...eventIds].reverse() })).folded).toBe(0)
    expect(await countOf(shop)).toBe(5)
  })

  it('is not marked when what follows from it could not be written', async () => {
    const shop = await house.addOrganization('Torn')
    await capture(shop, hotSubmission(await addCampaign(shop)))
    const eventIds = await eventIdsOf(shop)
    const torn = inOrganization(shop.system, async () => {
      await foldEvents(shop.system, { eventIds })
      throw new Error('the power went out')
    })
    await expect(torn).rejects.toThrow('the power went out')
    expect(await countOf(shop)).toBe(0)
    expect((await foldEvents(shop.system, { eventIds })).folded).toBe(1)
    expect(await countOf(shop)).toBe(1)
  })

  it('whose job was lost is found by the sweeper, and not before it had its time', async () => {
    const shop = await house.addOrganization('Lost')
    await capture(shop, hotSubmission(await addCampaign(shop)))
    const since = Date.now() - 600_000
    expect((await sweep(shop.system, since)).events).toBe(0)
    const later = { ...shop.system, now: Date.now() + 21_000 }
    expect((await sweep(later, since)).events).toBe(1)
    await foldAll(shop)
    expect((await sweep(later, since)).events).toBe(0)
  })
})

describe('what follows from a capture', () => {
  it('is told to the owner, to the list of the campaign, and to Slack if it is connected', async () => {
    const shop = await house.addOrganization('Told')
    const campaign = await addCampaign(shop, { notificationEmails: ['Desk@brightside.example'] })
    await capture(shop, hotSubmission(campaign))
    await foldAll(shop)
    const effects = await rows<{ kind: string; target: string; state: string; reason: string | null }>(
      shop,
      (id) => sql`select kind, target, state, reason from effect where organization_id = ${id} order by kind`,
    )
    expect(effects).toEqual([
      { kind: 'email.campaign', target: 'desk@brightside.example', state: 'pending', reason: null },
      { kind: 'email.owner', target: expect.any(String), state: 'pending', reason: null },
      { kind: 'slack.hot_lead', target: 'slack', state: 'skipped', reason: 'no Slack connection' },
    ])
  })

  it('is not told when the owner has turned it off', async () => {
    const shop = await house.addOrganization('Quiet')
    const campaign = await addCampaign(shop)
    await inOrganization(shop.system, ({ db }) =>
      sql`update member set preferences = '{"notifications": {"ownLeadsByMail": false}}'`.execute(db),
    )
    await capture(shop, hotSubmission(campaign))
    await foldAll(shop)
    const [effect] = await rows<{ state: string; reason: string }>(
      shop,
      (id) => sql`select state, reason from effect where organization_id = ${id} and kind = 'email.owner'`,
    )
    expect(effect).toEqual({ state: 'skipped', reason: 'the owner has turned this off' })
  })

  it('is not told for the past of a demo', async () => {
    const shop = await house.addOrganization('Demo')
    await inOrganization(shop.system, async ({ em }) => {
      const organization = await em.findOneOrFail(OrganizationSchema, { id: shop.organizationId })
      organization.isDemo = true
    })
    const campaign = await addCampaign(shop)
    await capture(shop, hotSubmission(campaign), { now: Date.now() - 90 * 86_400_000 })
    await foldAll(shop)
    const effects = await rows<{ state: string; reason: string }>(
      shop,
      (id) => sql`select distinct state, reason from effect where organization_id = ${id}`,
    )
    expect(effects).toEqual([{ state: 'skipped', reason: 'demo' }])
  })

  it('makes the person findable by name and company', async () => {
    const shop = await house.addOrganization('Found')
    await capture(shop, hotSubmission(await addCampaign(shop)))
    await foldAll(shop)
    const [tokens] = await rows<{ n: number; people: number }>(
      shop,
      (id) => sql`select count(*)::int as n, count(distinct contact_id)::int as people
        from search_token where organization_id = ${id}`,
    )
    // maria (mar, mari), alvarez (alv, alva, alvar, alvare), works (wor, work)
    expect(tokens).toEqual({ n: 11, people: 1 })
  })
})
