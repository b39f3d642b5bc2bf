import { AttributionResultSchema } from '@tributary/db'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseAttribution } from '../attribution/chosen.ts'
import { refreshResults } from '../attribution/store-results.ts'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { listDeals } from '../deals/read-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { recordSpend } from '../spend/record-spend.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { campaignTotals } from './campaign-figures.ts'
import { publicAnalytics } from './public-analytics.ts'
import { readMoney } from './read-money.ts'

const at = (day: string) => Date.parse(`${day}T12:00:00Z`)
let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct({ clock: () => at('2026-03-31') })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

it('spend, wins and the pipeline of a month stand beside the month before, each with its rows', async () => {
  const as = test.as('owner')
  const lead = async (day: string) =>
    ((await capture(test, hotSubmission(campaign), { now: at(day) })) as { id: string }).id
  const [first, second] = [await lead('2026-02-20'), await lead('2026-03-05')]
  const deal = async (leadId: string, amountMinor: number, day: string) =>
    (await createDeal({ ...as, now: at(day) }, { leadId, amountMinor })).deals[0]!.id
  const early = await deal(first, 50_000, '2026-02-21')
  await deal(second, 80_000, '2026-03-06')
  await moveDeals({ ...as, now: at('2026-03-10') }, { ids: [early], to: 'won', amountMinor: 45_000 })
  const spend = (day: string, amountMinor: number) =>
    recordSpend(as, { campaignId: campaign.id, day, amountMinor, impressions: 1_000, clicks: 5 })
  await spend('2026-03-02', 1_000)
  await spend('2026-03-03', 1_550)
  await spend('2026-02-25', 900)
  await foldAll(test)
  const period = { start: '2026-03-01', end: '2026-03-31' }
  const { metrics, perDay, otherCurrencies } = await readMoney(as, { period, compare: true })
  const value = (name: keyof typeof metrics) => [metrics[name].value, metrics[name].previous]
  expect(value('spendMinor')).toEqual([2_550, 900])
  expect(value('ctr')).toEqual([0.005, 0.005])
  expect(value('costPerLeadMinor')).toEqual([2_550, 900])
  expect(value('wonMinor')).toEqual([45_000, 0])
  expect(value('pipelineMinor')).toEqual([80_000, 50_000])
  expect(value('openDeals')).toEqual([1, 1])
  expect(otherCurrencies).toEqual([])
  expect(perDay).toHaveLength(31)
  expect(perDay[1]).toEqual({ day: '2026-03-02', spendMinor: 1_000, wonMinor: 0, wonDeals: 0 })
  expect(perDay[9]).toEqual({ day: '2026-03-10', spendMinor: null, wonMinor: 45_000, wonDeals: 1 })
  const { rows } = metrics.wonMinor
  if (rows.kind !== 'deals') throw new Error('won money has deals behind it')
  const behind = await listDeals(as, { filter: rows.filter })
  expect(behind.items.map(({ amount }) => amount.minor)).toEqual([45_000])
  const [totals] = await campaignTotals(as, { period })
  expect(totals).toMatchObject({ leads: 1, spendMinor: 2_550, costPerLeadMinor: 2_550, bookedMinor: 45_000 })

  expect(metrics.attributedMinor.value).toBeNull()
  const before = await publicAnalytics(
    test.product,
    { organizationId: test.organizationId, actor: { kind: 'key', keyId: 'k' } },
    { slug: campaign.slug, ...period },
  )
  expect(before.metrics).toMatchObject({ cost_per_lead: 25.5, revenue_generated: 450 })
  const after = await readMoney(as, { period, compare: true })
  expect(after.attribution).toMatchObject({ model: 'linear', lookbackDays: 90 })
  expect(after.metrics.attributedMinor.value).toBe(45_000)
  expect(after.metrics.roas.value).toBeCloseTo(45_000 / 2_550, 12)
  expect(after.metrics.cacMinor.value).toBe(2_550)
  // The window of seven days ends before the deal's only touch: no campaign earns it, and there is no customer to count.
  await chooseAttribution(as, { model: 'last', lookbackDays: 7 })
  expect((await readMoney(as, { period })).attribution).toMatchObject({ asOf: null })
  await refreshAll()
  const short = await readMoney(as, { period, campaignId: campaign.id })
  expect(short.metrics).toMatchObject({
    attributedMinor: { value: 0 },
    roas: { value: 0 },
    cacMinor: { value: null },
  })
  const [row] = await campaignTotals(as, { period })
  expect(row).toMatchObject({ attributedMinor: 0, roas: 0, cacMinor: null, bookedMinor: 45_000 })
})

const refreshAll = async (): Promise<void> => {
  const ids = await inOrganization(test.system, async ({ em }) =>
    (await em.find(AttributionResultSchema, {})).map(({ id }) => id),
  )
  await refreshResults(test.system, { resultIds: ids })
}
