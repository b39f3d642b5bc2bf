import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { removeLeads } from '../leads/remove-leads.ts'
import { reviewLeads } from '../leads/review-leads.ts'
import { readExamples } from '../probability/read-examples.ts'
import { recordSpend } from '../spend/record-spend.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { type PersonJourney, readJourneys } from './read-journeys.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 2, 1, 9)
let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct()
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const view = (visitorId: string, at: number, source: string, session: string, utmCampaign?: string) =>
  inOrganization(test.public, async (tx) => {
    const channel = source === 'google' ? ('paid_search' as const) : ('email' as const)
    tx.record({
      type: 'touch.viewed',
      occurredAt: at,
      visitorId,
      payload: {
        channel,
        source: source === 'google' ? 'google' : 'other',
        sessionId: session,
        ...(utmCampaign ? { utm: { campaign: utmCampaign } } : {}),
      },
    })
  })

const lead = async (visitor: string, at: number, session: string): Promise<string> => {
  const body = hotSubmission(campaign)
  const tracking = { ...body.tracking, visitor_id: visitor, session_id: session }
  const answer = await capture(test, { ...body, tracking }, { now: at })
  return (answer as { id: string }).id
}

const period = { start: '2026-03-01', end: '2026-03-31' }
const journeys = async (batch?: number): Promise<PersonJourney[]> => {
  const all: PersonJourney[] = []
  const question = { period, lookbackDays: 90, ...(batch ? { batch } : {}) }
  for await (const some of readJourneys(test.system, question)) all.push(...some)
  return all
}

describe('journeys', () => {
  it('hold each visit once with the deals that were won, whether they converted or not, in any batch size', async () => {
    await view('v1', start, 'google', 's1', campaign.slug)
    await view('v1', start + 1000, 'google', 's1')
    await view('v1', start + 2 * DAY, 'email', 's2')
    const buyer = await lead('v1', start + 2 * DAY + 60_000, 's2')
    await view('v1', start + 5 * DAY, 'google', 's3')
    await view('v2', start, 'email', 's9')
    await lead('v2', start + DAY, 's10')
    const gone = await lead('v3', start + DAY, 's11')
    const owner = test.as('owner')
    const made = await createDeal({ ...owner, now: start + 6 * DAY }, { leadId: buyer, amountMinor: 480_000 })
    const [deal] = made.deals
    await moveDeals({ ...owner, now: start + 8 * DAY }, { ids: [deal!.id], to: 'won', amountMinor: 450_000 })
    await removeLeads(owner, { target: { ids: [gone] } })
    await foldAll(test)
    const all = await journeys()
    expect(all).toHaveLength(2)
    const bought = all.find(({ conversions }) => conversions.length > 0)!
    expect(bought.conversions).toEqual([
      { dealId: deal!.id, leadId: buyer, wonAt: start + 8 * DAY, amountMinor: 450_000, currency: 'USD' },
    ])
    expect(bought.touches).toEqual([
      { at: start, channel: 'paid_search', campaignId: campaign.id, source: 'google', content: null },
      {
        at: start + 2 * DAY,
        channel: 'email',
        campaignId: campaign.id,
        source: 'other',
        content: null,
        milestone: 'lead',
      },
      { at: start + 5 * DAY, channel: 'paid_search', campaignId: null, source: 'google', content: null },
    ])
    expect(all.find(({ conversions }) => conversions.length === 0)?.touches).toHaveLength(2)
    for (const batch of [1, 2, 3]) expect(await journeys(batch)).toEqual(all)
  })
  it('a deal without a known touch stands in a journey of its own', async () => {
    const owner = { ...test.as('owner'), now: start + 9 * DAY }
    const body = hotSubmission(campaign)
    const { tracking: _, ...untracked } = body
    const answer = await capture(test, untracked, { now: start + 9 * DAY })
    const { deals } = await createDeal(owner, { leadId: (answer as { id: string }).id, amountMinor: 700 })
    await moveDeals({ ...owner, now: start + 10 * DAY }, { ids: [deals[0]!.id], to: 'won' })
    await foldAll(test)
    const won = (await journeys()).flatMap(({ conversions }) => conversions)
    expect(won.map(({ amountMinor }) => amountMinor).toSorted((a, b) => b - a)).toEqual([450_000, 700])
  })
})

describe('examples', () => {
  const examples = async (which: 'closed' | 'open', share?: number) => {
    const all = []
    const question = { which, ...(share === undefined ? {} : { share }) }
    for await (const some of readExamples({ ...test.system, now: start + 20 * DAY }, question))
      all.push(...some)
    return all.sort((a, b) => b.features.amountMinor - a.features.amountMinor)
  }
  it('tell a closed deal as it was before the close: with its value, touches and spend of that moment', async () => {
    const day = (n: number) => new Date(start + n * DAY).toISOString().slice(0, 10)
    for (const n of [1, 2, 30])
      await recordSpend(
        { ...test.as('owner'), now: start + 60 * DAY },
        { campaignId: campaign.id, day: day(n), amountMinor: 1_000 },
      )
    const [first] = await examples('closed')
    expect(first).toMatchObject({
      won: true,
      snapshotAt: start + 7 * DAY,
      closedAt: start + 8 * DAY,
      features: {
        amountMinor: 480_000,
        step: 'proposal',
        leadStage: 'proposal',
        review: 'pending',
        daysOpen: 1,
        campaignSpendMinor: 2_000,
        timesReopened: 0,
      },
    })
    const [atOpening] = await examples('closed', 0)
    expect(atOpening).toMatchObject({ snapshotAt: start + 6 * DAY, features: { daysOpen: 0 } })
  })
  it('what happens after the moment changes nothing', async () => {
    const before = await examples('closed')
    const { dealId, leadId } = before[0]!
    const owner = { ...test.as('owner'), now: start + 12 * DAY }
    await view('v1', start + 11 * DAY, 'google', 's12')
    const [other] = (await createDeal(owner, { leadId, amountMinor: 9 })).deals
    await foldAll(test)
    expect((await examples('closed')).find((each) => each.dealId === dealId)).toEqual(before[0])
    expect(await examples('open')).toMatchObject([
      { dealId: other!.id, won: null, closedAt: null, snapshotAt: start + 20 * DAY },
    ])
  })
  it('know a review from the moment it was decided on; later ones, and their order, change nothing', async () => {
    const of = async (dealId: string, share: number) =>
      (await examples('closed', share)).find((each) => each.dealId === dealId)!
    const at = (n: number) => ({ ...test.as('owner'), now: start + n * DAY })
    const reject = { to: 'rejected', reason: 'not_a_fit' } as const
    const judged = async (later: readonly (typeof reject | { to: 'accepted' | 'pending' })[]) => {
      const id = await lead(`judged ${later.length} ${later[0]!.to}`, start, 'none')
      const { deals } = await createDeal(at(1), { leadId: id, amountMinor: 7 })
      await reviewLeads(at(2), { target: { ids: [id] }, to: 'accepted' })
      await moveDeals(at(5), { ids: [deals[0]!.id], to: 'won' })
      const known = await of(deals[0]!.id, 0.5)
      for (const [i, next] of later.entries())
        await reviewLeads(at(6 + i), { target: { ids: [id] }, ...next })
      expect(await of(deals[0]!.id, 0.5)).toEqual(known)
      expect((await of(deals[0]!.id, 0.2)).features.review).toBe('pending')
      const { ownerId: _, ...facts } = known.features
      return facts
    }
    const [one, other] = [
      await judged([reject, { to: 'pending' }]),
      await judged([{ to: 'pending' }, reject]),
    ]
    expect(one.review).toBe('accepted')
    expect(other).toEqual(one)
  })
})
