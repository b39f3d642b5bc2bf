import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { assignLeads } from '../leads/assign-leads.ts'
import { moveLeads } from '../leads/move-leads.ts'
import { removeLeads, restoreLeads } from '../leads/remove-leads.ts'
import { undoChange } from '../leads/undo-change.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { createDeal, editDeal, moveDeals } from './change-deals.ts'
import { readDeal } from './read-deal.ts'
import { listDeals, readBoard, sumDealColumns } from './read-deals.ts'

let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct()
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const newLead = async (): Promise<string> => {
  const answer = await capture(test, hotSubmission(campaign))
  if (answer.kind !== 'captured' || !answer.id) throw new Error('not captured')
  return answer.id
}
const owner = () => test.as('owner')
const leadOf = (id: string) =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<{ stage: string; value: string | null; lost_reason: string | null }>`
      select stage, value_minor::text as value, lost_reason from lead
      where organization_id = ${organizationId} and id = ${id}`.execute(db)
    return rows[0]!
  })
const pipeline = () =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    await foldAll(test)
    const { rows } = await sql<{ dimension: string; n: string; total: string }>`
      select dimension, sum(n)::text as n, sum(total)::text as total from rollup
      where organization_id = ${organizationId} and campaign_id = ${campaign.id} and dimension in ('pipeline', 'booked')
      group by 1 having sum(n) <> 0 order by 1`.execute(db)
    return rows.map(({ dimension, n, total }) => `${dimension} ${n} ${total}`)
  })

describe('deals', () => {
  it('a lead with a deal made by hand stands in proposal, and goes back when that is undone', async () => {
    const leadId = await newLead()
    const made = await createDeal(owner(), { leadId, amountMinor: 480_000, expectedClose: '2027-01-31' })
    expect(made.deals).toMatchObject([
      { stage: 'proposal', amount: { minor: 480_000, currency: 'USD' }, expectedClose: '2027-01-31' },
    ])
    expect(await leadOf(leadId)).toMatchObject({ stage: 'proposal', value: '480000' })
    expect(await pipeline()).toEqual(['pipeline 1 480000'])
    await undoChange(owner(), { undoId: made.undoId! })
    expect(await leadOf(leadId)).toMatchObject({ stage: 'new', value: null })
    expect(await pipeline()).toEqual([])
    expect((await listDeals(owner(), { filter: { leadIds: [leadId] } })).items).toEqual([])
  })
  it('a lead is won when one of its deals is, and lost when all are', async () => {
    const leadId = await newLead()
    const first = (await createDeal(owner(), { leadId, amountMinor: 100 })).deals[0]!.id
    const second = (await createDeal(owner(), { leadId, amountMinor: 300, stage: 'negotiation' })).deals[0]!
      .id
    expect(await leadOf(leadId)).toMatchObject({ stage: 'proposal', value: '400' })
    await moveDeals(owner(), { ids: [first], to: 'lost', lostReason: 'price' })
    expect(await leadOf(leadId)).toMatchObject({ stage: 'proposal', value: '300' })
    await moveDeals(owner(), { ids: [second], to: 'won', amountMinor: 250 })
    expect(await leadOf(leadId)).toMatchObject({ stage: 'won', value: '250' })
    await expect(moveDeals(owner(), { ids: [second], to: 'lost', lostReason: 'price' })).rejects.toThrow(
      'Open it',
    )
    const reopened = await moveDeals(owner(), { ids: [second], to: 'committed' })
    expect(reopened.deals[0]).toMatchObject({ stage: 'committed', closedAt: null })
    await moveDeals(owner(), { ids: [second], to: 'lost', lostReason: 'competitor' })
    expect(await leadOf(leadId)).toMatchObject({ stage: 'lost', lost_reason: 'competitor' })
    const { history } = await readDeal(owner(), { id: second })
    expect(history.map(({ stage }) => stage)).toEqual(['lost', 'committed', 'won', 'negotiation'])
    expect(history[3]).toMatchObject({ by: test.members.owner.name, amount: { minor: 300 } })
  })
  it('a deal is edited, refused when somebody was faster, and everything is taken back with its dates', async () => {
    const leadId = await newLead()
    const { deals } = await createDeal(owner(), { leadId, amountMinor: 100, expectedClose: '2027-02-01' })
    const [deal] = deals
    const edited = await editDeal(owner(), { id: deal!.id, amountMinor: 900, expectedClose: '2027-03-01' })
    expect(edited.deals[0]).toMatchObject({ amount: { minor: 900 }, expectedClose: '2027-03-01' })
    await expect(
      editDeal(owner(), { id: deal!.id, amountMinor: 1, expectedUpdatedAt: '2020-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    await undoChange(owner(), { undoId: edited.undoId! })
    const [back] = (await listDeals(owner(), { filter: { ids: [deal!.id] } })).items
    expect(back).toMatchObject({ amount: { minor: 100 }, expectedClose: '2027-02-01' })
  })
  it('a rep may not touch the deal of a colleague', async () => {
    const leadId = await newLead()
    const [deal] = (await createDeal(owner(), { leadId, amountMinor: 100 })).deals
    await assignLeads(owner(), { target: { ids: [leadId] }, to: test.members.manager.memberId })
    await expect(moveDeals(test.as('rep'), { ids: [deal!.id], to: 'won' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(createDeal(test.as('rep'), { leadId, amountMinor: 1 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
  it('the board adds up each column, weighs open deals by what is known, and leaves deleted leads out', async () => {
    const other = await test.addOrganization('Board')
    const own = await addCampaign(other)
    const lead = async () => {
      const answer = await capture(other, hotSubmission(own))
      return (answer as { id: string }).id
    }
    const as = other.as('owner')
    const leads: string[] = []
    for (let i = 0; i < 12; i++) {
      const leadId = await lead()
      leads.push(leadId)
      await moveLeads(as, { target: { ids: [leadId] }, to: 'proposal', valueMinor: 1_000 * (i + 1) })
    }
    for (const [i, leadId] of leads.entries())
      if (i < 10)
        await moveLeads(as, { target: { ids: [leadId] }, to: i < 4 ? 'won' : 'lost', lostReason: 'price' })
    await foldAll(other)
    const sums = await sumDealColumns(as, {})
    const column = (stage: string) => sums.columns.find((each) => each.stage === stage)!
    // 4 of 10 closed deals were won: 23,000 open are worth 9,200.
    expect(column('proposal')).toMatchObject({
      baseRate: 0.4,
      sums: [{ currency: 'USD', n: 2, amountMinor: 23_000, weightedMinor: 9_200 }],
    })
    expect(column('won').sums).toMatchObject([{ n: 4, amountMinor: 10_000, weightedMinor: 10_000 }])
    const board = await readBoard(as, { size: 1 })
    const [proposals] = board.columns
    expect(proposals!.items.map(({ amount }) => amount.minor)).toEqual([12_000])
    const rest = await listDeals(as, {
      filter: { stage: ['proposal'] },
      sort: { by: 'amount', direction: 'desc' },
      cursor: proposals!.nextCursor,
    })
    expect(rest.items.map(({ amount }) => amount.minor)).toEqual([11_000])
    expect(board.columns.find(({ stage }) => stage === 'lost')).toMatchObject({ n: 6 })
    await removeLeads(as, { target: { ids: [leads[11]!] } })
    expect((await sumDealColumns(as, {})).columns[0]).toMatchObject({ n: 1 })
    await restoreLeads(as, { target: { ids: [leads[11]!] } })
    expect((await sumDealColumns(as, {})).columns[0]).toMatchObject({ n: 2 })
  })
  it('pages of each sort follow one another without a gap, also where no date is set', async () => {
    for (const by of ['amount', 'expected', 'opened', 'closed', 'updated'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page: Awaited<ReturnType<typeof listDeals>> = await listDeals(owner(), {
            sort: { by, direction },
            size: 2,
            cursor,
          })
          seen.push(...page.items.map(({ id }) => id))
          cursor = page.nextCursor
        } while (cursor !== null)
        const all = await listDeals(owner(), { size: 100 })
        expect(new Set(seen)).toEqual(new Set(all.items.map(({ id }) => id)))
        expect(seen).toHaveLength(all.items.length)
      }
  })
  it('deals are found by the words of their lead', async () => {
    await foldAll(test)
    const found = await listDeals(owner(), { filter: { leads: { text: 'Alvarez' } } })
    expect(found.items.length).toBeGreaterThan(0)
    expect((await listDeals(owner(), { filter: { leads: { text: 'Nobody' } } })).items).toEqual([])
  })
})
