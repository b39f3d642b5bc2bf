import { compileRouting, decodeDecision, type EncodedDecision, replayDecision } from '@tributary/routing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { drainPool } from './drain-pool.ts'
import { adjustLoad, lockLoad } from './load.ts'

let house: TestProduct
beforeAll(async () => {
  house = await openTestProduct()
})
afterAll(() => house.close())

const run = <T>({ system }: TestOrganization, query: ReturnType<typeof sql<T>>) =>
  inOrganization(system, async ({ db }) => (await query.execute(db)).rows)

/** Only the rep takes leads, so many at most. */
const onlyRep = (shop: TestOrganization, capacity: number) =>
  run(shop, sql`update member set takes_leads = id = ${shop.members.rep.memberId}, capacity = ${capacity}`)

const free = (shop: TestOrganization) => run(shop, sql`update member set capacity = null`)

type LeadRow = { id: string; owner_id: string | null; waiting: boolean }
const leadsOf = (shop: TestOrganization) =>
  run<LeadRow>(
    shop,
    sql`select id, owner_id, waiting_since is not null as waiting from lead order by captured_at, id`,
  )

const fill = async (shop: TestOrganization, count: number, first = Date.now() - 3_600_000) => {
  const campaign = await addCampaign(shop)
  for (let i = 0; i < count; i++) await capture(shop, hotSubmission(campaign), { now: first + i * 60_000 })
}

describe('the waiting pool', () => {
  it('gives the oldest leads to who has room, and the rest go on waiting', async () => {
    const shop = await house.addOrganization('Oldest')
    await onlyRep(shop, 0)
    await fill(shop, 5)
    expect((await leadsOf(shop)).every(({ waiting, owner_id }) => waiting && owner_id === null)).toBe(true)
    expect(await drainPool(shop.system)).toEqual({ assigned: 0, stillWaiting: 5 })
    await onlyRep(shop, 3)
    expect(await drainPool(shop.system)).toEqual({ assigned: 3, stillWaiting: 2 })
    const rep = shop.members.rep.memberId
    expect((await leadsOf(shop)).map(({ owner_id }) => owner_id)).toEqual([rep, rep, rep, null, null])
    expect(await drainPool(shop.system)).toEqual({ assigned: 0, stillWaiting: 2 })
  })

  it('gives nothing to who is away', async () => {
    const shop = await house.addOrganization('Away')
    await onlyRep(shop, 0)
    await fill(shop, 1)
    await free(shop)
    await run(
      shop,
      sql`update member set away_from = now() - interval '1 day', away_until = now() + interval '1 day'`,
    )
    expect(await drainPool(shop.system)).toEqual({ assigned: 0, stillWaiting: 1 })
    await run(shop, sql`update member set away_until = now() - interval '1 hour'`)
    expect(await drainPool(shop.system)).toEqual({ assigned: 1, stillWaiting: 0 })
  })

  it('tells the new owner, and moves the lead in the daily counts', async () => {
    const shop = await house.addOrganization('Told')
    await onlyRep(shop, 0)
    await fill(shop, 1)
    await foldAll(shop)
    await free(shop)
    await drainPool(shop.system)
    await foldAll(shop)
    const mails = await run<{ why: string }>(shop, sql`select why from effect where kind = 'email.owner'`)
    expect(mails).toEqual([{ why: 'the lead was given to them by the waiting pool' }])
    const owners = await run<{ value: string; n: string }>(
      shop,
      sql`select value, n from rollup where dimension = 'owner' and n <> 0
        and campaign_id = '00000000-0000-0000-0000-000000000000'`,
    )
    expect(owners).toEqual([{ value: shop.members.rep.memberId, n: '1' }])
  })

  it('decides from the same copy of team and rules as the hot door, and can be replayed', async () => {
    const shop = await house.addOrganization('Copy')
    await onlyRep(shop, 1)
    await fill(shop, 2)
    await run(shop, sql`update lead set owner_id = null, waiting_since = captured_at`)
    await run(shop, sql`update capture_state set load = '{"open": {}, "shares": {}}'`)
    expect((await drainPool(shop.system)).assigned).toBe(1)
    const copies = await run<{ hash: string; body: Parameters<typeof compile>[0] }>(
      shop,
      sql`select hash, body from routing_snapshot`,
    )
    expect(copies).toHaveLength(1)
    const [event] = await run<{ payload: { to: string; route: EncodedDecision } }>(
      shop,
      sql`select payload from event where type = 'lead.assigned'`,
    )
    expect(event!.payload.route[0]).toBe(copies[0]!.hash)
    const routing = compile(copies[0]!.body)
    const replayed = replayDecision(routing, decodeDecision(routing, event!.payload.route))
    expect(replayed.outcome).toMatchObject({ kind: 'assigned', memberId: event!.payload.to })
  })
})

const compile = ({
  team,
  rules,
}: {
  team: Parameters<typeof compileRouting>[0]
  rules: Parameters<typeof compileRouting>[1]
}) => compileRouting(team, rules)

it('50 assignments at once: each lead gets one owner, nobody more than their share', async () => {
  const shop = await house.addOrganization('Fifty')
  await run(shop, sql`update member set capacity = 0`)
  await fill(shop, 40)
  await free(shop)
  const campaign = await addCampaign(shop)
  await Promise.all([
    ...Array.from({ length: 10 }, () => drainPool(shop.system)),
    ...Array.from({ length: 40 }, () => capture(shop, hotSubmission(campaign))),
  ])
  const leads = await leadsOf(shop)
  expect(leads).toHaveLength(80)
  expect(leads.every(({ owner_id, waiting }) => owner_id !== null && !waiting)).toBe(true)
  const given = await run<{ n: number }>(
    shop,
    sql`select count(*)::int as n from event where type = 'lead.assigned'`,
  )
  expect(given).toEqual([{ n: 40 }])
  const counts = await run<{ n: number }>(
    shop,
    sql`select count(*)::int as n from lead group by owner_id order by n`,
  )
  expect(counts.at(-1)!.n - counts[0]!.n).toBeLessThanOrEqual(1)
  const [state] = await run<{ load: { open: Record<string, number> } }>(
    shop,
    sql`select load from capture_state`,
  )
  expect(Object.values(state!.load.open).reduce((sum, n) => sum + n, 0)).toBe(80)
})

it('the load is counted only by who locked it first: later, leads are held and two would wait in a ring', async () => {
  const shop = await house.addOrganization('Order')
  const moves = new Map([[shop.members.rep.memberId, 1]])
  await expect(inOrganization(shop.system, (tx) => adjustLoad(tx, moves))).rejects.toThrow(
    'locked before leads',
  )
  const open = await inOrganization(shop.system, async (tx) => {
    await lockLoad(tx)
    await adjustLoad(tx, moves)
    return (await lockLoad(tx)).open
  })
  expect(open).toEqual({ [shop.members.rep.memberId]: 1 })
})
