import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSession } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import { recordSpend } from '../spend/record-spend.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign } from '../testing-leads.ts'
import { changeSettings, readSettings } from './settings.ts'

const MINUTE = 60_000
let test: TestProduct
let now = Date.UTC(2026, 5, 1)
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
})
afterAll(() => test.close())

it('a new organization has its own key, live standard rules and a place for the hot door', async () => {
  const other = await test.addOrganization('Second')
  const keys = [
    await test.product.keysOf(test.organizationId),
    await test.product.keysOf(other.organizationId),
  ]
  expect(keys[0]!.key.equals(keys[1]!.key)).toBe(false)
  await inOrganization(other.system, async ({ db }) => {
    const rules = await db
      .selectFrom('rule_set')
      .select(['kind', 'version', 'status'])
      .orderBy('kind')
      .execute()
    expect(rules).toEqual([
      { kind: 'routing', version: 1, status: 'live' },
      { kind: 'scoring', version: 1, status: 'live' },
    ])
    expect(await db.selectFrom('capture_state').selectAll().execute()).toHaveLength(1)
  })
})

it('the time after which an unused session ends is the organization’s, from the next request on', async () => {
  const cookie = await test.cookieOf('rep')
  await changeSettings(test.as('owner'), { sessionIdleMinutes: 15 })
  now += 14 * MINUTE
  expect(await readSession(test.product, cookie, { active: false })).toBeDefined()
  now += MINUTE
  expect(await readSession(test.product, cookie, { active: false })).toBeUndefined()
})

it('currency and zone stand once something was spent, while the name still changes', async () => {
  const other = await test.addOrganization('Spender')
  const { id: campaignId } = await addCampaign(other)
  await recordSpend(other.as('manager'), { campaignId, day: '2026-05-30', amountMinor: 100 })
  for (const [field, change] of [
    ['currency', { currency: 'GBP' }],
    ['timeZone', { timeZone: 'Europe/London' }],
  ] as const)
    await expect(changeSettings(other.as('owner'), change)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field },
    })
  expect(await changeSettings(other.as('owner'), { name: 'Saver', currency: 'USD' })).toMatchObject({
    ...{ name: 'Saver', currency: 'USD', timeZone: 'UTC', currencyAndZoneFixed: true },
  })
})

it('name, language, currency and zone change while nothing is counted in them', async () => {
  const change = { name: 'Brightside', locale: 'en-GB', currency: 'GBP', timeZone: 'Europe/London' }
  expect(await changeSettings(test.as('admin'), change)).toMatchObject({
    ...change,
    currencyAndZoneFixed: false,
  })
  expect(await readSettings(test.as('analyst'))).toMatchObject(change)
})

it('a change of settings is audited with its fields and without its values', async () => {
  const rows = await inOrganization(test.system, ({ db }) =>
    db.selectFrom('audit').selectAll().where('action', '=', 'settings.changed').execute(),
  )
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain('Brightside')
  expect(rows.map(({ meta }) => meta)).toContainEqual({ fields: ['name', 'locale', 'currency', 'timeZone'] })
})
