import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, moveDeals } from '../deals/change-deals.ts'
import { readDeal } from '../deals/read-deal.ts'
import { listDeals, sumDealColumns } from '../deals/read-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { logActivity } from '../leads/log-activity.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission, type TestCampaign } from '../testing-leads.ts'
import { askTraining, wakeTraining } from './ask-training.ts'
import { changeChoices } from './change-choices.ts'
import { estimateDeals } from './estimate-deals.ts'
import { readForecast } from './read-forecast.ts'
import { readModel } from './read-model.ts'
import { trainModels } from './train-models.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5, 10)
const NOW = Date.UTC(2026, 6, 1, 12)

let now = NOW
let test: TestProduct
let campaign: TestCampaign
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
  campaign = await addCampaign(test)
})
afterAll(() => test.close())

const owner = (at = now) => ({ ...test.as('owner'), now: at })

type Story = { readonly at: number; readonly calls: number; readonly amountMinor: number }

const open = async ({ at, calls, amountMinor }: Story): Promise<string> => {
  const answer = await capture(test, hotSubmission(campaign), { now: at })
  if (answer.kind !== 'captured' || !answer.id) throw new Error('not captured')
  const leadId = answer.id
  const made = await createDeal(owner(at + 3_600_000), {
    leadId,
    amountMinor,
    expectedClose: new Date(at + 20 * DAY).toISOString().slice(0, 10),
  })
  for (let i = 0; i < calls; i++)
    await logActivity(owner(at + 3_660_000 + i * 1000), { id: leadId, kind: 'call_made', text: 'Spoke.' })
  return made.deals[0]!.id
}

const close = async (id: string, at: number, won: boolean) =>
  moveDeals(owner(at), won ? { ids: [id], to: 'won' } : { ids: [id], to: 'lost', lostReason: 'price' })

/** Deals of which three calls win seven times in eight, and none once in eight. */
const history = async (n: number, from: number): Promise<void> => {
  for (let i = 0; i < n; i++) {
    const called = i % 2 === 0
    const at = from + i * DAY
    const id = await open({ at, calls: called ? 3 : 0, amountMinor: 100_000 + (i % 7) * 10_000 })
    await close(id, at + 10 * DAY, called ? i % 16 !== 0 : i % 16 === 1)
  }
}

/** A minute later each time: what was trained last is the newest. */
const train = async (memberId: string | null = null) => {
  now += 60_000
  return trainModels(test.system, { memberId })
}

const jobsOf = (name: string) =>
  inOrganization(test.system, async ({ db }) => {
    const { rows } = await sql<{ data: Record<string, unknown> }>`
      select data from pgboss.job where name = ${name}`.execute(db)
    return rows.map(({ data }) => data)
  })

describe('while few deals are closed', () => {
  it('nothing is told of a deal as long as fewer than ten were closed', async () => {
    const id = await open({ at: START, calls: 0, amountMinor: 90_000 })
    const { win, probability } = await readDeal(owner(), { id })
    expect(win).toEqual({
      kind: 'unknown',
      because: '0 won and 0 lost deals are closed; an estimate needs 40 and 40.',
    })
    expect(probability).toBeNull()
    await close(id, START + DAY, false)
  })
  it('under the gate the model abstains and the rate of the step is told, with its interval and the reason', async () => {
    await history(20, START)
    expect(await train()).toEqual({
      outcome: 'abstains',
      why: '10 won and 11 lost deals are closed; an estimate needs 40 and 40.',
    })
    await foldAll(test)
    const id = await open({ at: NOW - 3 * DAY, calls: 0, amountMinor: 100_000 })
    const { win, probability } = await readDeal(owner(), { id })
    expect(win).toMatchObject({ kind: 'base-rate', step: 'proposal', won: 10, closed: 21 })
    expect(probability).toBeNull()
    const { total, model, rows } = await readForecast(owner())
    expect(model).toMatchObject({ abstains: true })
    expect(total).toMatchObject({ n: 1, bestMinor: 100_000, weightedMinor: Math.round((100_000 * 10) / 21) })
    const sums = await sumDealColumns(owner(), { filter: rows })
    expect(sums.columns[0]!.sums[0]!.weightedMinor).toBe(total.weightedMinor)
    await close(id, NOW - 2 * DAY, true)
  })
})

describe('with a model', () => {
  let called: string
  let silent: string
  it('what was found in closed deals is told of open ones, with reasons that add up to the logit', async () => {
    await history(100, START)
    called = await open({ at: NOW - 3 * DAY, calls: 3, amountMinor: 120_000 })
    silent = await open({ at: NOW - 3 * DAY, calls: 0, amountMinor: 130_000 })
    const { outcome, why } = await train(test.members.owner.memberId)
    expect(why).toMatch(
      /^Trained without the newest 24 deals, its log-loss on them is 0\.\d+, of always telling the base rate 0\.\d+: no worse\.$/,
    )
    expect(outcome).toBe('live')
    const { win } = await readDeal(owner(), { id: called })
    if (win.kind !== 'estimate') throw new Error(win.kind)
    expect(win.probability).toBeGreaterThan(0.7)
    expect(win.low).toBeLessThan(win.probability)
    expect(win.high).toBeGreaterThan(win.probability)
    expect(win.reasons.reduce((sum, { contribution }) => sum + contribution, win.base)).toBe(win.logit)
    expect(win.reasons[0]).toMatchObject({ feature: 'calls', label: 'Calls', value: '3' })
    const other = await readDeal(owner(), { id: silent })
    if (other.win.kind !== 'estimate') throw new Error(other.win.kind)
    expect(other.win.probability).toBeLessThan(0.4)
    expect(other.win.changes[0]).toMatchObject({ action: 'One more call' })
    expect(other.win.changes[0]!.difference).toBeGreaterThan(0)
    expect(other.probability).toBe(other.win.probability)
  })
  it('an estimate names the version of the model that told it', async () => {
    const { card, models } = await readModel(owner(), {})
    const { win } = await readDeal(owner(), { id: called })
    expect(win).toMatchObject({ model: { id: card!.id, version: card!.version } })
    expect(models.map(({ state }) => state)).toEqual(['live', 'retired'])
    expect(card).toMatchObject({ by: test.members.owner.name, rows: 122 })
    expect(card!.metrics!.bins.length).toBeGreaterThan(0)
  })
  it('a training that finds nothing new leaves the live model where it is', async () => {
    expect((await train()).outcome).toBe('same')
  })
  it('the forecast weighs each deal by its probability and opens to deals with the same sums', async () => {
    await foldAll(test)
    const { groups, total, estimated, open: all } = await readForecast(owner())
    const deals = await listDeals(owner(), { filter: { ids: [called, silent] } })
    const weighted = deals.items.reduce(
      (sum, { amount, probability }) => sum + Math.round(amount.minor * probability!),
      0,
    )
    expect({ estimated, all }).toEqual({ estimated: 2, all: 2 })
    expect(total).toMatchObject({ n: 2, bestMinor: 250_000, weightedMinor: weighted })
    expect(total.lowMinor!).toBeLessThanOrEqual(weighted)
    expect(total.highMinor!).toBeGreaterThanOrEqual(weighted)
    const month = groups.find(({ key }) => key === '2026-07')!
    expect(month.open).toMatchObject({ n: 2, likelyN: 1, likelyMinor: 120_000 })
    const sums = await sumDealColumns(owner(), { filter: month.rows })
    expect(sums.columns[0]).toMatchObject({ n: 2, sums: [{ weightedMinor: weighted }] })
    const june = groups.find(({ key }) => key === '2026-06')!
    const booked = await sumDealColumns(owner(), { filter: june.won!.rows })
    expect(booked.columns[0]!.sums[0]).toMatchObject({ n: june.won!.n, amountMinor: june.won!.amountMinor })
  })
  it('deals are listed by probability, what is not estimated last', async () => {
    const late = await open({ at: NOW - DAY, calls: 0, amountMinor: 50_000 })
    const filter = { stage: ['proposal' as const] }
    const sort = { by: 'probability' as const, direction: 'desc' as const }
    const first = await listDeals(owner(), { filter, sort, size: 1 })
    const rest = await listDeals(owner(), { filter, sort, size: 5, cursor: first.nextCursor })
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([called, silent, late])
    await close(late, NOW - DAY / 2, false)
  })
  it('a call is heard of: the deals of that lead are estimated anew, those of others are not', async () => {
    const before = await readDeal(owner(), { id: silent })
    await logActivity(owner(NOW - DAY), { id: before.lead.id, kind: 'call_made', text: 'Spoke at last.' })
    expect(await estimateDeals(test.system, { leadIds: [before.lead.id] })).toEqual({ estimated: 1 })
    const after = await readDeal(owner(), { id: silent })
    expect(after.probability!).toBeGreaterThan(before.probability!)
  })
  it('a model of spoilt history does not go live; it is kept with the reason, and the live one stays', async () => {
    const { card } = await readModel(owner(), {})
    // Somebody brings old deals in whose ends are upside down.
    for (let i = 0; i < 90; i++) {
      const wasCalled = i % 2 === 0
      const at = START - 100 * DAY + i * DAY
      const id = await open({ at, calls: wasCalled ? 3 : 0, amountMinor: 100_000 })
      await close(id, at + 10 * DAY, !wasCalled)
    }
    const { outcome, why } = await train()
    expect(why).toMatch(/of the model before it only 0\.\d+: worse, so it does not go live\.$/)
    expect(outcome).toBe('rejected')
    const after = await readModel(owner(), {})
    expect(after.card!.version).toBe(card!.version)
    expect(after.models[0]).toMatchObject({ state: 'rejected', why })
    await train()
    expect((await readModel(owner(), {})).models.filter(({ state }) => state === 'rejected')).toHaveLength(1)
  })
  it('what was told before a close is held against what came', async () => {
    await close(called, NOW + DAY, true)
    const { since } = await readModel(owner(NOW + 2 * DAY), {})
    expect(since).toMatchObject({ closed: 1, won: 1 })
    const { win } = await readDeal(owner(NOW + 2 * DAY), { id: called })
    expect(win).toMatchObject({ kind: 'estimate', changes: [] })
  })
  it('with a higher gate the model abstains and no deal keeps a probability', async () => {
    await changeChoices(owner(), { gateWon: 500 })
    expect((await train()).outcome).toBe('abstains')
    const { win, probability } = await readDeal(owner(), { id: silent })
    expect([win.kind, probability]).toEqual(['base-rate', null])
  })
})

describe('when it trains', () => {
  it('a person asks for a training, and it is under way until the worker ends it', async () => {
    now = NOW + 3 * DAY
    await askTraining(test.as('manager'))
    const { memberId } = test.members.manager
    expect(await jobsOf('win.train')).toContainEqual(expect.objectContaining({ memberId }))
    expect((await readForecast(owner())).training.running).toBe(true)
    await train()
    expect((await readForecast(owner())).training).toMatchObject({ running: false, outcome: 'same' })
  })
  it('each night asks for one training', async () => {
    const asked = (await jobsOf('win.train')).length
    await wakeTraining(test.system)
    expect(await jobsOf('win.train')).toHaveLength(asked)
    now = NOW + 4 * DAY
    await wakeTraining(test.system)
    await wakeTraining(test.system)
    expect(await jobsOf('win.train')).toHaveLength(asked + 1)
  })
})
