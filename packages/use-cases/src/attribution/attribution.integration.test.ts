import { type AttributionAnswer, AttributionResult, OFFERED_MODELS } from '@tributary/contracts'
import { AttributionResultSchema, DealSchema } from '@tributary/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { chooseAttribution } from './chosen.ts'
import { computeAttribution } from './compute.ts'
import { readAttribution } from './read-attribution.ts'
import { readAttributionDeals } from './read-deals.ts'
import { readLeadJourney } from './read-lead-journey.ts'
import { readTouchStrip } from './read-strip.ts'
import { askResult, refreshResults, wakeAttribution } from './store-results.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 2, 1, 9)
const period = { start: '2026-03-01', end: '2026-03-31' }
let test: TestProduct
let campaign: TestCampaign
let now = start + 30 * DAY
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  campaign = await addCampaign(test)
  await market()
  now += 60_000
})
afterAll(() => test.close())

const view = (visitorId: string, at: number, channel: 'email' | 'paid_search' | 'referral') =>
  inOrganization(test.public, async (tx) => {
    const source = channel === 'paid_search' ? 'google' : 'other'
    tx.record({
      type: 'touch.viewed',
      occurredAt: at,
      visitorId,
      payload: { channel, source, sessionId: `${visitorId} ${at}` },
    })
  })

const buyer = async (
  visitor: string,
  amountMinor: number,
  channels: readonly ('email' | 'paid_search' | 'referral')[],
) => {
  for (const [i, channel] of channels.entries()) await view(visitor, start + i * DAY, channel)
  const body = hotSubmission(campaign)
  const tracking = { ...body.tracking, visitor_id: visitor, session_id: `${visitor} form` }
  const lead = (await capture(
    test,
    channels.length > 0 ? { ...body, tracking } : { ...body, tracking: undefined },
    {
      now: start + 5 * DAY,
    },
  )) as { id: string }
  const owner = test.as('owner')
  const { deals } = await createDeal({ ...owner, now: start + 6 * DAY }, { leadId: lead.id, amountMinor })
  const id = deals[0]!.id
  await moveDeals({ ...owner, now: start + 9 * DAY }, { ids: [id], to: 'won' })
  return id
}

const won: string[] = []
let unwon = ''
const market = async () => {
  won.push(await buyer('v1', 100_001, ['email', 'paid_search']))
  won.push(await buyer('v2', 33_334, ['referral', 'email', 'email']))
  won.push(await buyer('v3', 77, ['paid_search']))
  won.push(await buyer('v4', 7_000, []))
  await view('v5', start + 3 * DAY, 'email')
  const seeker = (await capture(
    test,
    { ...hotSubmission(campaign), tracking: { ...hotSubmission(campaign).tracking, visitor_id: 'v5' } },
    {
      now: start + 4 * DAY,
    },
  )) as { id: string }
  unwon = seeker.id
  await foldAll(test)
}

const compute = async (): Promise<AttributionAnswer & { result: AttributionResult }> => {
  const { id } = await inOrganization(test.system, (tx) => askResult(tx, { period, lookbackDays: 90 }))
  await refreshResults(test.system, { resultIds: [id] })
  const answer = await readAttribution(test.as('viewer'), { period, lookbackDays: 90 })
  return { ...answer, result: AttributionResult.parse(answer.result) }
}

describe('results of attribution', () => {
  it('are asked for at first, and there once the job has calculated them, with the time they show', async () => {
    const asked = await readAttribution(test.as('viewer'), { period, lookbackDays: 30 })
    expect(asked).toMatchObject({
      result: null,
      isRefreshing: true,
      chosen: { model: 'linear', lookbackDays: 90, decayRate: 0.5 },
    })
    const { result, isRefreshing } = await compute()
    expect(result.asOf).toBe(new Date(now).toISOString())
    expect(isRefreshing).toBe(false)
  })

  it('add up to all that was won in every model and dimension, with what nothing is known of in a row of its own', async () => {
    const { result } = await compute()
    expect(result).toMatchObject({ wonMinor: 140_412, wonDeals: 4 })
    for (const by of ['channel', 'campaign', 'source', 'content'] as const) {
      const { result: table } = await readAttribution(test.as('viewer'), { period, lookbackDays: 90, by })
      for (const model of OFFERED_MODELS) {
        const cells = table!.rows.flatMap((row) => row.cells[model as 'linear'] ?? [])
        expect(cells.reduce((sum, { minor }) => sum + minor, 0)).toBe(140_412)
        expect(cells.reduce((sum, { deals }) => sum + deals, 0)).toBeCloseTo(4, 9)
      }
    }
  })

  it('open the deals of each cell, which give together exactly what the cell says', async () => {
    const { result } = await compute()
    for (const row of result.rows)
      for (const [model, cell] of Object.entries(row.cells)) {
        const of = { kind: 'cell', by: 'channel', value: row.value, model: model as 'linear' } as const
        const items = []
        let cursor: string | null = null
        do {
          const page = await readAttributionDeals(test.as('rep'), {
            resultId: result.id,
            of,
            size: 1,
            cursor,
          })
          expect(page.total).toEqual({ deals: cell.credited, minor: cell.minor })
          items.push(...page.items)
          cursor = page.nextCursor
        } while (cursor !== null)
        expect(items).toHaveLength(cell.credited)
        expect(items.reduce((sum, { creditMinor }) => sum + creditMinor, 0)).toBe(cell.minor)
      }
  })

  it('open the deals behind each mark', async () => {
    const { result } = await compute()
    const ask = async (of: Parameters<typeof readAttributionDeals>[1]['of']) =>
      (await readAttributionDeals(test.as('rep'), { resultId: result.id, of })).total
    for (const { from, to, deals, minor } of result.pathLengths)
      expect(await ask({ kind: 'touches', from, to })).toEqual({ deals, minor })
    for (const { from, to, deals, minor } of result.daysToClose.groups)
      expect(await ask({ kind: 'days', from, to })).toEqual({ deals, minor })
    for (const { source, step, outcome, deals, minor } of result.flow)
      expect(await ask({ kind: 'flow', source, step, outcome })).toEqual({ deals, minor })
    expect(await ask({ kind: 'won' })).toEqual({ deals: 4, minor: 140_412 })
  })

  it('show one deal as its touches, whose credit adds up to the deal in every model', async () => {
    const { result } = await compute()
    const strip = await readTouchStrip(test.as('rep'), { dealId: won[0]!, resultId: result.id })
    expect(strip.touches.map(({ channel }) => channel).slice(0, 2)).toEqual(['email', 'paid_search'])
    expect(strip.touches.at(-1)?.isLead).toBe(true)
    for (const model of ['first', 'linear', 'time-decay', 'shapley'] as const) {
      const credits = strip.touches.map(({ credits }) => credits[model]!)
      expect(credits.reduce((sum, { minor }) => sum + minor, 0)).toBe(100_001)
      expect(credits.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    }
    expect(await readTouchStrip(test.as('rep'), { dealId: won[0]! })).toEqual(strip)
  })

  it('come from the touches that the page of the lead tells, also while nothing is won', async () => {
    const rep = test.as('rep')
    const strip = await readTouchStrip(rep, { dealId: won[0]! })
    const deal = await inOrganization(rep, ({ em }) => em.findOneOrFail(DealSchema, { id: won[0]! }))
    const { touches, earlier } = await readLeadJourney(rep, { leadId: deal.leadId })
    expect({ touches, earlier }).toEqual({
      touches: strip.touches.map(({ credits: _credits, ...touch }) => touch),
      earlier: 0,
    })
    expect(await readLeadJourney(rep, { leadId: unwon })).toMatchObject({
      touches: [
        { channel: 'email', isLead: false },
        { channel: 'paid_search', isLead: true },
      ],
    })
  })

  it('tell of a visitor who came a hundred times and more the newest hundred, and how many were before', async () => {
    for (let visit = 0; visit < 101; visit++) await view('v5', start + 10 * DAY + visit * 60_000, 'referral')
    await foldAll(test)
    const { touches, earlier } = await readLeadJourney(test.as('viewer'), { leadId: unwon })
    expect(touches).toHaveLength(100)
    expect(earlier).toBe(3)
    expect(touches.at(-1)?.at).toBe(new Date(start + 10 * DAY + 100 * 60_000).toISOString())
  })

  it('stay as they were until the ledger changes, and are then behind it', async () => {
    const { result } = await compute()
    const again = await computeAttribution(test.system, { period, lookbackDays: 90, decayRate: 0.5 })
    expect(again.tables.channel.rows.map(({ value }) => value)).toEqual(result.rows.map(({ value }) => value))
    now += DAY
    await moveDeals(test.as('owner'), { ids: [won[2]!], to: 'proposal' })
    await foldAll(test)
    expect(await readAttribution(test.as('viewer'), { period, lookbackDays: 90 })).toMatchObject({
      isRefreshing: true,
      result: { wonMinor: 140_412 },
    })
    expect((await compute()).result).toMatchObject({ wonMinor: 140_335, wonDeals: 3 })
  })

  it('of the last 30 days and those before stand ready every morning, whether somebody asks or not', async () => {
    await wakeAttribution(test.system)
    const standing = await inOrganization(test.system, ({ em }) =>
      em.find(AttributionResultSchema, { standing: true }, { orderBy: { periodStart: 'asc' } }),
    )
    expect(
      standing.map(({ periodStart, periodEnd, queuedAt }) => [periodStart, periodEnd, queuedAt !== null]),
    ).toEqual([
      ['2026-02-01', '2026-03-02', true],
      ['2026-03-03', '2026-04-01', true],
    ])
  })

  it('are counted by the model and window that the organization chose', async () => {
    await chooseAttribution(test.as('owner'), { model: 'markov', lookbackDays: 30 })
    const answer = await readAttribution(test.as('viewer'), { period })
    expect(answer).toMatchObject({
      lookbackDays: 30,
      chosen: { model: 'markov', lookbackDays: 30, decayRate: 0.5 },
    })
  })

  it('share by the decay rate that the organization chose: a new rate is a new question, an old result stays as it was', async () => {
    const creditsOf = async (resultId?: string) => {
      const { touches } = await readTouchStrip(test.as('rep'), {
        dealId: won[0]!,
        ...(resultId ? { resultId } : {}),
      })
      return touches.map(({ credits }) => credits['position-decay']!.minor)
    }
    const { result: before } = await compute()
    expect(await creditsOf(before.id)).toEqual([14_286, 28_572, 57_143])
    await chooseAttribution(test.as('owner'), { model: 'position-decay', lookbackDays: 90, decayRate: 0.2 })
    const asked = await readAttribution(test.as('viewer'), { period, lookbackDays: 90 })
    expect(asked).toMatchObject({ result: null, isRefreshing: true, chosen: { decayRate: 0.2 } })
    const { result } = await compute()
    expect(result.id).not.toBe(before.id)
    // One step back leaves a fifth: 1, 5 and 25 of 31 parts.
    expect(await creditsOf(result.id)).toEqual([3_226, 16_129, 80_646])
    expect(await creditsOf()).toEqual(await creditsOf(result.id))
    expect(await creditsOf(before.id)).toEqual([14_286, 28_572, 57_143])
    const cells = ({ rows }: AttributionResult, model: 'linear' | 'position-decay') =>
      rows.map(({ value, cells }) => [value, cells[model]?.minor])
    expect(cells(result, 'linear')).toEqual(cells(before, 'linear'))
    expect(cells(result, 'position-decay')).not.toEqual(cells(before, 'position-decay'))
    for (const row of result.rows) {
      const cell = row.cells['position-decay']
      if (!cell) continue
      const of = { kind: 'cell', by: 'channel', value: row.value, model: 'position-decay' } as const
      const { items, total } = await readAttributionDeals(test.as('rep'), { resultId: result.id, of })
      expect(total).toEqual({ deals: cell.credited, minor: cell.minor })
      expect(items.reduce((sum, { creditMinor }) => sum + creditMinor, 0)).toBe(cell.minor)
    }
    await chooseAttribution(test.as('owner'), { model: 'position-decay', lookbackDays: 90 })
    expect((await readAttribution(test.as('viewer'), { period })).chosen.decayRate).toBe(0.2)
  })
})
