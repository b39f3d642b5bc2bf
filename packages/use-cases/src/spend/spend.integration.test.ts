import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, foldAll, type TestCampaign } from '../testing-leads.ts'
import { listSpend } from './list-spend.ts'
import { recordSpend, removeSpend } from './record-spend.ts'
import { undoSpend } from './undo-spend.ts'

let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct()
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const day = '2026-03-02'
const record = (amountMinor: number, more: object = {}) =>
  recordSpend(test.as('manager'), { campaignId: campaign.id, day, amountMinor, ...more })

const rollupsOf = (campaignId: string) =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<{ dimension: string; n: string; total: string }>`
      select dimension, n::text as n, total::text as total from rollup where organization_id = ${organizationId}
        and campaign_id = ${campaignId} and day = ${day} and dimension in ('spend', 'impressions', 'clicks')`.execute(
      db,
    )
    return Object.fromEntries(rows.map((row) => [row.dimension, [Number(row.n), Number(row.total)]]))
  })

describe('spend by hand', () => {
  it('a day is recorded once and corrected by the next entry, and the daily counts follow', async () => {
    expect(await record(12_550, { impressions: 9_000, clicks: 120 })).toMatchObject({ added: 1, replaced: 0 })
    expect(await record(12_550, { impressions: 9_000, clicks: 120 })).toMatchObject({
      unchanged: 1,
      undoId: null,
    })
    expect(await record(13_000, { impressions: 9_000, clicks: 125 })).toMatchObject({ added: 0, replaced: 1 })
    await foldAll(test)
    expect(await rollupsOf(campaign.id)).toEqual({
      spend: [1, 13_000],
      impressions: [9_000, 0],
      clicks: [125, 0],
    })
    const { items, sums } = await listSpend(test.as('viewer'), { campaignId: campaign.id })
    expect(items).toMatchObject([
      { day, amount: { minor: 13_000, currency: 'USD' }, clicks: 125, way: 'manual' },
    ])
    expect(sums).toEqual([
      { currency: 'USD', lines: 1, amountMinor: 13_000, impressions: 9_000, clicks: 125 },
    ])
  })
  it('lines of one day add up by source and content, and a list goes on where it ended', async () => {
    const other = await addCampaign(test)
    for (const content of ['a', 'b', 'c'])
      await record(1_000, { campaignId: other.id, source: 'google', content })
    const first = await listSpend(test.as('viewer'), { campaignId: other.id, size: 2 })
    const second = await listSpend(test.as('viewer'), {
      campaignId: other.id,
      size: 2,
      cursor: first.nextCursor,
    })
    expect([...first.items, ...second.items].map(({ content }) => content)).toEqual(['a', 'b', 'c'])
    expect(second.nextCursor).toBeNull()
    expect(first.sums[0]?.amountMinor).toBe(3_000)
  })
  it('an entry is taken back with what stood there before, unless somebody changed it since', async () => {
    const other = await addCampaign(test)
    await record(500, { campaignId: other.id })
    const { undoId } = await record(900, { campaignId: other.id })
    expect(await undoSpend(test.as('manager'), { undoId: undoId! })).toMatchObject({
      replaced: 1,
      undoId: null,
    })
    await expect(undoSpend(test.as('manager'), { undoId: undoId! })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const again = await record(700, { campaignId: other.id })
    await record(800, { campaignId: other.id })
    expect(await undoSpend(test.as('manager'), { undoId: again.undoId! })).toMatchObject({ unchanged: 1 })
    await foldAll(test)
    const removed = await removeSpend(test.as('manager'), { campaignId: other.id, day })
    expect(removed).toMatchObject({ removed: 1 })
    await foldAll(test)
    expect((await rollupsOf(other.id))['spend']).toEqual([0, 0])
    await undoSpend(test.as('manager'), { undoId: removed.undoId! })
    expect((await listSpend(test.as('viewer'), { campaignId: other.id })).sums[0]?.amountMinor).toBe(800)
  })
  it('a day that has not come and letters that are no currency are refused', async () => {
    await expect(record(1, { day: '2099-01-01' })).rejects.toMatchObject({ details: { field: 'day' } })
    await expect(record(1, { currency: 'ZZZ' })).rejects.toMatchObject({ details: { field: 'currency' } })
  })
})
