import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { readDeal } from '../deals/read-deal.ts'
import { inOrganization } from '../in-organization.ts'
import { reviewLeads } from '../leads/review-leads.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { estimateDeals } from './estimate-deals.ts'
import { readLeadWins } from './read-lead-wins.ts'
import { readModel } from './read-model.ts'
import { trainModels } from './train-models.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 5, 10)
const NOW = Date.UTC(2026, 4, 1, 12)

let now = NOW
let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const as = (who: 'owner' | 'manager', at: number) => ({ ...test.as(who), now: at })

const open = async (at: number): Promise<{ leadId: string; dealId: string }> => {
  const answer = await capture(test, hotSubmission(campaign), { now: at })
  if (answer.kind !== 'captured' || !answer.id) throw new Error('not captured')
  const { deals } = await createDeal(as('owner', at + HOUR), { leadId: answer.id, amountMinor: 100_000 })
  return { leadId: answer.id, dealId: deals[0]!.id }
}

const accept = (who: 'owner' | 'manager', leadId: string, at: number) =>
  reviewLeads(as(who, at), { target: { ids: [leadId] }, to: 'accepted' })
const reject = (who: 'owner' | 'manager', leadId: string, at: number) =>
  reviewLeads(as(who, at), { target: { ids: [leadId] }, to: 'rejected', reason: 'not_a_fit' })

const estimated = async (id: string) => {
  const { win } = await readDeal(as('owner', now), { id })
  if (win.kind !== 'estimate') throw new Error(win.kind)
  return win
}
const reviewOf = ({ reasons }: Awaited<ReturnType<typeof estimated>>) =>
  reasons.find(({ feature }) => feature === 'review')

describe('what people decide about leads', () => {
  let leadId: string
  let dealId: string
  it('is learnt from: where accepted leads were won and rejected ones lost, the next ones are told so', async () => {
    for (let i = 0; i < 100; i++) {
      const good = i % 2 === 0
      const at = START + i * DAY
      const one = await open(at)
      await (good ? accept : reject)('owner', one.leadId, at + HOUR + 1000)
      const won = good ? i % 16 !== 0 : i % 16 === 1
      const ids = [one.dealId]
      await moveDeals(
        as('owner', at + 10 * DAY),
        won ? { ids, to: 'won' } : { ids, to: 'lost', lostReason: 'price' },
      )
    }
    ;({ leadId, dealId } = await open(NOW - 3 * DAY))
    const bad = await open(NOW - 3 * DAY)
    await accept('manager', leadId, NOW - 2 * DAY)
    await reject('manager', bad.leadId, NOW - 2 * DAY)
    expect((await trainModels(test.system, { memberId: null })).outcome).toBe('live')
    const [win, badWin] = [await estimated(dealId), await estimated(bad.dealId)]
    expect(win.probability).toBeGreaterThan(0.7)
    expect(badWin.probability).toBeLessThan(0.3)
    const { name } = test.members.manager
    expect(win.reasons[0]).toMatchObject({ feature: 'review', label: 'Review', value: `accepted by ${name}` })
    expect(badWin.reasons[0]).toMatchObject({ feature: 'review', value: `rejected by ${name}` })
    expect(win.reasons[0]!.contribution).toBeGreaterThan(0)
  })
  it('stands on the card of the model', async () => {
    const { card } = await readModel(as('owner', now), {})
    expect(card!.reads).toContain('Review')
    const labels = card!.coefficients.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Review: accepted', 'Review: rejected']))
  })
  it('moves an open deal once it is heard of; the page names who had decided, as far as the estimate knew', async () => {
    await foldAll(test)
    const before = await estimated(dealId)
    await reject('owner', leadId, NOW + HOUR)
    now = NOW + 2 * HOUR
    expect(reviewOf(await estimated(dealId))!.value).toBe(`accepted by ${test.members.manager.name}`)
    const jobs = () =>
      inOrganization(test.system, async ({ db }) => {
        const { rows } = await sql<{ leads: string[] }>`
          select data -> 'leadIds' as leads from pgboss.job where name = 'win.estimate'`.execute(db)
        return rows.filter(({ leads }) => leads.includes(leadId)).length
      })
    const asked = await jobs()
    await foldAll(test)
    expect(await jobs()).toBe(asked + 1)
    await estimateDeals(test.system, { leadIds: [leadId] })
    const after = await estimated(dealId)
    expect(after.probability).toBeLessThan(before.probability)
    expect(reviewOf(after)!.value).toBe(`rejected by ${test.members.owner.name}`)
    const { deals } = await readLeadWins(as('owner', now), { leadId })
    expect(deals[0]!.win).toEqual(after)
  })
})
