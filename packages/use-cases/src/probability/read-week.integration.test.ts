import { WEEK_BARS, type WeekBar } from '@tributary/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, editDeal, moveDeals } from '../deals/change-deals.ts'
import { sumDealColumns } from '../deals/read-deals.ts'
import { removeLeads, restoreLeads } from '../leads/remove-leads.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { readPipelineWeek, readPipelineWeekDeals } from './read-week.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1, 12)
const WEEK = START + 9 * DAY
const NOW = WEEK + 7 * DAY

let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct({ clock: () => NOW })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const owner = (at: number) => ({ ...test.as('owner'), now: at })
type Made = { readonly leadId: string; readonly id: string }
const open = async (at: number, amountMinor: number, currency = 'USD'): Promise<Made> => {
  const answer = await capture(test, hotSubmission(campaign), { now: at })
  if (answer.kind !== 'captured' || !answer.id) throw new Error('not captured')
  const { deals } = await createDeal(owner(at + 1000), {
    leadId: answer.id,
    ...{ amountMinor, currency },
    expectedClose: '2026-03-25',
  })
  return { leadId: answer.id, id: deals[0]!.id }
}

const week = (at = NOW) => readPipelineWeek(owner(at))
const bridgeOf = async (currency: string, at?: number) =>
  (await week(at)).bridges.find((bridge) => bridge.currency === currency)!

describe('the open deals since last week', () => {
  it('where nothing was ever open, nothing became of it', async () => {
    expect(await week()).toMatchObject({
      since: '2026-03-10',
      bridges: [{ currency: 'USD', start: { n: 0, amountMinor: 0 }, end: { n: 0, amountMinor: 0 } }],
    })
  })

  it('what was open then and what became of it are what is open now, in each currency', async () => {
    const later: Made[] = []
    for (const amountMinor of [100_000, 50_000, 30_000, 20_000, 70_000, 60_000])
      later.push(await open(START, amountMinor))
    const [big, slipping, losing, going, back, staying] = later as [Made, Made, Made, Made, Made, Made]
    await open(START, 44_000, 'EUR')
    await removeLeads(owner(START + DAY), { target: { ids: [back.leadId] } })
    const then = await bridgeOf('USD', WEEK)
    expect(then.end).toEqual({ n: 5, amountMinor: 260_000 })

    await moveDeals(owner(WEEK + DAY), { ids: [big.id], to: 'won', amountMinor: 90_000 })
    await editDeal(owner(WEEK + DAY), { id: slipping.id, expectedClose: '2026-04-02' })
    await moveDeals(owner(WEEK + DAY), { ids: [losing.id], to: 'lost', lostReason: 'price' })
    await removeLeads(owner(WEEK + DAY), { target: { ids: [going.leadId] } })
    await restoreLeads(owner(WEEK + DAY), { target: { ids: [back.leadId] } })
    const fresh = await open(WEEK + 2 * DAY, 25_000)
    await editDeal(owner(WEEK + 3 * DAY), { id: fresh.id, amountMinor: 26_000 })
    await editDeal(owner(WEEK + 3 * DAY), { id: staying.id, amountMinor: 66_000 })
    const quick = await open(WEEK + 2 * DAY, 5_000)
    await moveDeals(owner(WEEK + 3 * DAY), { ids: [quick.id], to: 'won' })

    const now = await bridgeOf('USD')
    expect(now.start).toEqual(then.end)
    expect(now.steps).toEqual({
      opened: { n: 3, amountMinor: 70_000 + 26_000 + 5_000 },
      won: { n: -2, amountMinor: -95_000 },
      lost: { n: -1, amountMinor: -30_000 },
      changed: { n: 2, amountMinor: -10_000 + 6_000 },
      removed: { n: -1, amountMinor: -20_000 },
      slipped: { n: 1, amountMinor: 50_000 },
    })
    expect(now.end).toEqual({ n: 4, amountMinor: 212_000 })
    const sums = await sumDealColumns(owner(NOW), { filter: now.rows })
    expect(sums.columns.map(({ n }) => n).reduce((sum, n) => sum + n, 0)).toBe(now.end.n)
    const euros = await bridgeOf('EUR')
    expect([euros.start, euros.end]).toEqual([
      { n: 1, amountMinor: 44_000 },
      { n: 1, amountMinor: 44_000 },
    ])
  })

  it('each bar opens the deals that it counts, which together are what it says', async () => {
    const { start, steps } = await bridgeOf('USD')
    const sums = { start, ...steps }
    const dealsOf = async (bar: WeekBar) => {
      const items = []
      let cursor: number | null = null
      do {
        const page = await readPipelineWeekDeals(owner(NOW), { bar, currency: 'USD', cursor, size: 1 })
        expect(page.total).toEqual({ deals: Math.abs(sums[bar].n), amountMinor: sums[bar].amountMinor })
        items.push(...page.items)
        cursor = page.nextCursor
      } while (cursor !== null)
      return items
    }
    for (const bar of WEEK_BARS) {
      const items = await dealsOf(bar)
      expect(new Set(items.map(({ id }) => id)).size).toBe(Math.abs(sums[bar].n))
      expect(items.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(sums[bar].amountMinor)
      if (bar !== 'start')
        expect(items.every(({ deal }) => (deal === null) === (bar === 'removed'))).toBe(true)
    }
    const [won] = await dealsOf('won')
    expect(won).toMatchObject({
      amountMinor: -90_000,
      deal: { stage: 'won' },
      before: { amountMinor: 100_000 },
    })
  })

  it('what was open a week ago stays what it was while deals are being opened', async () => {
    const { start } = await bridgeOf('USD')
    let going = true
    const starts: unknown[] = []
    const reading = (async () => {
      while (going) starts.push((await bridgeOf('USD')).start)
    })()
    for (let i = 0; i < 40; i++) await open(WEEK + 4 * DAY, 1_000)
    going = false
    await reading
    expect(starts.length).toBeGreaterThan(20)
    for (const each of starts) expect(each).toEqual(start)
  })

  it('a week later nothing of it is new', async () => {
    const { start, steps, end } = await bridgeOf('USD', NOW + 8 * DAY)
    expect(start).toEqual(end)
    expect(Object.values(steps).every(({ n }) => n === 0)).toBe(true)
  })
})
