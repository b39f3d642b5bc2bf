import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshResults } from '../attribution/store-results.ts'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { recordSpend } from '../spend/record-spend.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { readBudget } from './advise.ts'
import { closeDecision, decideAdvice, withdrawDecision } from './decide.ts'
import { readDecisions } from './read-decisions.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 2, 1, 9)
const end = start + 20 * DAY
const period = { start: '2026-03-01', end: '2026-03-31' }
let test: TestProduct
let search: TestCampaign
let display: TestCampaign
let social: TestCampaign

const at = (now: number, role: 'manager' | 'viewer' = 'manager') => ({ ...test.as(role), now })
const spend = (campaign: TestCampaign, day: string, amountMinor: number, more: object = {}) =>
  recordSpend(at(start + 60 * DAY), { campaignId: campaign.id, day, amountMinor, ...more })

const win = async (campaign: TestCampaign, amountMinor: number, time: number): Promise<void> => {
  const answer = await capture(test, hotSubmission(campaign), { now: time })
  const { id: leadId } = answer as { id: string }
  const { deals } = await createDeal({ ...test.as('owner'), now: time + DAY }, { leadId, amountMinor })
  await moveDeals({ ...test.as('owner'), now: time + 2 * DAY }, { ids: [deals[0]!.id], to: 'won' })
}

/** As the job does, for whatever was asked about and is not calculated yet. */
const attributeAll = async (): Promise<void> => {
  const resultIds = await inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<{ id: string }>`
      select id from attribution_result where organization_id = ${organizationId}`.execute(db)
    return rows.map(({ id }) => id)
  })
  await refreshResults(test.system, { resultIds })
}

beforeAll(async () => {
  test = await openTestProduct()
  search = await addCampaign(test)
  social = await addCampaign(test)
  display = await addCampaign(test)
  await win(search, 39_500, start)
  await win(social, 18_500, start)
  await win(display, 17_000, start)
  for (const campaign of [search, social, display]) await spend(campaign, '2026-03-02', 10_000)
  await foldAll(test)
})
afterAll(() => test.close())

const actionsAt = async (now: number) =>
  (await readBudget(at(now), { period })).advised?.advice.map(({ campaign, action }) => [campaign.id, action])

describe('budget advice', () => {
  it('waits for the revenue instead of taking it for nothing', async () => {
    const first = await readBudget(at(end), { period })
    expect(first).toMatchObject({ advised: null, isRefreshing: true, currency: 'USD' })
    await attributeAll()
    expect((await readBudget(at(end), { period })).advised).not.toBeNull()
  })

  it('raises what returns 3.95 and lowers what returns 1.70 beside the average of 2.50', async () => {
    const { advised, chosen } = await readBudget(at(end, 'viewer'), { period })
    expect(chosen.model).toBe('linear')
    expect(advised?.averages.roas).toMatchObject({ kind: 'known', meanOfRatios: 2.5, ratioOfSums: 2.5 })
    expect(advised?.advice).toMatchObject([
      {
        campaign: { id: search.id },
        action: 'increase',
        value: 3.95,
        average: 2.5,
        ratioOfSums: 2.5,
        holdsForRatioOfSums: true,
      },
      { campaign: { id: display.id }, action: 'reduce', value: 1.7 },
    ])
    expect(advised?.campaigns.find(({ campaign }) => campaign.id === search.id)).toMatchObject({
      costMinor: 10_000,
      revenueMinor: 39_500,
      leads: 1,
      clickRate: { kind: 'not_enough_data', why: 'no_impressions' },
    })
  })

  it('a campaign without spend has no ratio and does not move the average', async () => {
    const free = await addCampaign(test)
    await capture(test, hotSubmission(free), { now: start })
    await foldAll(test)
    const { advised } = await readBudget(at(end), { period })
    expect(advised?.averages.roas).toMatchObject({ meanOfRatios: 2.5 })
    expect(advised?.notEnoughData).toContainEqual({
      campaign: { id: free.id, name: expect.any(String) },
      measure: 'roas',
      why: 'no_cost',
    })
  })
})

describe('a decision', () => {
  it('takes the advice from the list for a fortnight, and gives it back when it is withdrawn', async () => {
    const { id } = await decideAdvice(at(end), {
      period,
      campaignId: search.id,
      action: 'increase',
      verdict: 'applied',
    })
    expect(await actionsAt(end + DAY)).toEqual([[display.id, 'reduce']])
    await expect(
      decideAdvice(at(end), { period, campaignId: search.id, action: 'increase', verdict: 'applied' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await withdrawDecision(at(end + DAY), { id })
    expect(await actionsAt(end + DAY)).toEqual([
      [search.id, 'increase'],
      [display.id, 'reduce'],
    ])
    await expect(withdrawDecision(at(end + DAY), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is dismissed with a reason only', async () => {
    const advice = { period, campaignId: display.id, action: 'reduce', verdict: 'dismissed' } as const
    await expect(decideAdvice(at(end), advice)).rejects.toThrow('Say why it is dismissed.')
    const { id } = await decideAdvice(at(end), { ...advice, reason: 'seasonal' })
    const { items } = await readDecisions(at(end))
    expect(items).toMatchObject([
      { id, verdict: 'dismissed', reason: 'seasonal', state: 'resting', followUp: null },
    ])
    await withdrawDecision(at(end), { id })
  })

  it('is shown again after a fortnight with what happened since, and rests when somebody has looked', async () => {
    // Decided on 21 March: 7–20 March stand before it, 22 March–4 April after it.
    const { id } = await decideAdvice(at(end), {
      period,
      campaignId: search.id,
      action: 'increase',
      verdict: 'applied',
    })
    expect((await readBudget(at(end + DAY), { period })).advised?.decided).toBe(1)
    await spend(search, '2026-03-10', 5_000)
    await spend(search, '2026-03-25', 8_000)
    await win(search, 20_000, start + 24 * DAY)
    await foldAll(test)
    await expect(closeDecision(at(end + 13 * DAY), { id })).rejects.toMatchObject({ code: 'CONFLICT' })
    const later = end + 14 * DAY
    expect((await readDecisions(at(later))).items).toMatchObject([{ id, state: 'due', followUp: null }])
    await attributeAll()
    const { items } = await readDecisions(at(later))
    expect(items).toMatchObject([
      {
        id,
        state: 'due',
        followUp: {
          before: { start: '2026-03-07', end: '2026-03-20' },
          after: { start: '2026-03-22', end: '2026-04-04' },
          roas: { before: { kind: 'known', value: 0 }, after: { kind: 'known', value: 2.5 }, change: null },
          costPerLead: {
            before: { kind: 'not_enough_data', why: 'no_leads' },
            after: { kind: 'known', value: 8_000 },
          },
        },
      },
    ])
    expect((await readBudget(at(later), { period })).advised?.decided).toBe(0)
    await closeDecision(at(later), { id })
    const closed = (await readDecisions(at(later + DAY))).items
    expect(closed).toMatchObject([{ id, state: 'looked_at', followUp: { roas: { change: null } } }])
  })

  it('belongs to its organization', async () => {
    const other = await test.addOrganization('Somebody else')
    const [ours] = (await readDecisions(at(end + 14 * DAY))).items
    expect((await readDecisions(other.as('owner'))).items).toEqual([])
    await expect(withdrawDecision(other.as('owner'), { id: ours!.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
