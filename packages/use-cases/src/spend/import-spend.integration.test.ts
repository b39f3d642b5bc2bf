import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, type TestCampaign } from '../testing-leads.ts'
import { importSpend } from './import-spend.ts'
import { listSpend } from './list-spend.ts'
import { undoSpend } from './undo-spend.ts'

let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct()
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const header = 'campaign_id,date,spend,impressions,clicks,content'
const read = (rows: string[], more: object = {}) =>
  importSpend(test.as('manager'), { csv: [header, ...rows].join('\n'), name: 'march.csv', ...more })
const lines = async () =>
  (await listSpend(test.as('viewer'), { campaignId: campaign.id })).items.map(
    ({ day, content, amount }) => `${day} ${content} ${amount.minor}`,
  )

describe('a file of spend', () => {
  it('is written as a whole, and changes nothing when it is read again', async () => {
    const rows = [`${campaign.slug},2026-03-01,125.50,9000,45,a`, `${campaign.slug},2026-03-01,10,,,b`]
    expect(await read(rows, { dryRun: true })).toMatchObject({ written: false, added: 2 })
    expect(await lines()).toEqual([])
    expect(await read(rows)).toMatchObject({
      written: true,
      rows: 2,
      added: 2,
      period: { start: '2026-03-01', end: '2026-03-01' },
      sums: [{ currency: 'USD', amountMinor: 13_550, impressions: 9_000, clicks: 45 }],
    })
    expect(await read(rows)).toMatchObject({ added: 0, replaced: 0, removed: 0, unchanged: 2, undoId: null })
  })
  it('replaces what the same day said before, and one undo brings all of it back', async () => {
    const again = await read([`${campaign.slug},2026-03-01,99,,,a`, `${campaign.slug},2026-03-02,5,,,a`])
    expect(again).toMatchObject({ added: 1, replaced: 1, removed: 1 })
    expect(await lines()).toEqual(['2026-03-02 a 500', '2026-03-01 a 9900'])
    await undoSpend(test.as('manager'), { undoId: again.undoId! })
    expect(await lines()).toEqual(['2026-03-01 a 12550', '2026-03-01 b 1000'])
  })
  it('with one wrong cell writes nothing, and names row and column of every fault', async () => {
    const before = await lines()
    const told = await read([
      `${campaign.slug},2026-03-05,1,,,`,
      `nobody,2026-03-05,1,,,`,
      `${campaign.slug},05.03.2026,1,,,`,
      `${campaign.slug},2026-03-06,"1,250.00",,,`,
      `${campaign.slug},2026-03-07,1,many,,`,
      `${campaign.slug},2026-03-05,2,,,`,
    ])
    expect(told.written).toBe(false)
    expect(told.faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
      ...['2 campaign_id', '3 date', '4 spend', '5 impressions', '6 date'],
    ])
    expect(await lines()).toEqual(before)
  })
  it('that names no column of spend says which one is missing', async () => {
    const told = await importSpend(test.as('manager'), { csv: 'campaign,day\nx,2026-03-01', name: 'a.csv' })
    expect(told.faults[0]?.message).toContain('there is no column "spend"')
  })
})
