import type { LiveNews } from '@tributary/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authDb } from '../entrance/auth-tables.ts'
import { readSession } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { watch } from './watch.ts'

let house: TestProduct
beforeAll(async () => {
  house = await openTestProduct()
})
afterAll(() => house.close())

const openScreen = async (shop: TestOrganization, sessionCheckMs?: number) => {
  const cookie = await shop.cookieOf('rep')
  const session = (await readSession(house.product, cookie, { active: false }))!
  const gone = new AbortController()
  const news: LiveNews[] = []
  const stream = watch({ ...shop.as('rep'), session }, gone.signal, { sessionCheckMs })
  const over = (async () => {
    for await (const each of stream) news.push(each)
  })()
  await expect.poll(() => news.length).toBe(1)
  return { news, session, over, close: () => gone.abort() }
}

/** The ear of this process hears from now on. */
const whenListening = async () => {
  await expect
    .poll(async () => {
      const rows = await house.product.orm.em
        .fork()
        .execute(
          `select 1 from pg_stat_activity where application_name = 'tributary-listen' and datname = current_database()`,
        )
      return rows.length
    })
    .toBe(1)
}

describe('an open screen', () => {
  it('hears within a second what changed in its own organization and nothing of others', async () => {
    const shop = await house.addOrganization('Ours')
    const others = await house.addOrganization('Theirs')
    const screen = await openScreen(shop)
    const foreign = await openScreen(others)
    expect(screen.news).toEqual([{ kind: 'everything' }])
    await whenListening()
    await capture(shop, hotSubmission(await addCampaign(shop)))
    await foldAll(shop)
    const since = performance.now()
    await expect
      .poll(() => screen.news.flatMap((each) => (each.kind === 'changed' ? each.topics : [])), {
        interval: 10,
      })
      .toEqual(expect.arrayContaining(['leads', 'dashboard', 'effects']))
    expect(performance.now() - since).toBeLessThan(1_000)
    expect(foreign.news).toHaveLength(1)
    screen.close()
    foreign.close()
    await Promise.all([screen.over, foreign.over])
  })

  it('hears many changes of a moment as few', async () => {
    const shop = await house.addOrganization('Many')
    const screen = await openScreen(shop)
    await whenListening()
    for (let i = 0; i < 200; i++) await inOrganization(shop.system, async (tx) => tx.changed('leads'))
    await expect.poll(() => screen.news.length).toBeGreaterThan(1)
    expect(screen.news.length).toBeLessThan(30)
    screen.close()
    await screen.over
  })

  it('is told to read everything again after the line to the database was cut', async () => {
    const shop = await house.addOrganization('Cut')
    const screen = await openScreen(shop)
    await whenListening()
    const superuser = new (await import('pg')).Client(house.database.superuserUrl)
    await superuser.connect()
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'tributary-listen' and datname = current_database()`,
    )
    await superuser.end()
    await expect
      .poll(() => screen.news.filter(({ kind }) => kind === 'everything').length, { timeout: 5_000 })
      .toBe(2)
    screen.close()
    await screen.over
  })

  it('ends with its session, and keeps it no longer alive', async () => {
    const shop = await house.addOrganization('Ended')
    const screen = await openScreen(shop, 50)
    const active = async () =>
      (
        await authDb(house.product)
          .selectFrom('auth_session')
          .select('active_at')
          .where('id', '=', screen.session.id)
          .executeTakeFirst()
      )?.active_at.getTime()
    const before = await active()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await active()).toBe(before)
    await sql`delete from auth_session where id = ${screen.session.id}`.execute(authDb(house.product))
    await screen.over
  })
})
