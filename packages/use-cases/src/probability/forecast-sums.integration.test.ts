import { DEAL_STEPS, type DealFilter, type DealStep, type ForecastSum } from '@tributary/contracts'
import { seededRandom } from '@tributary/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeal, editDeal, moveDeals } from '../deals/change-deals.ts'
import { sumDealColumns } from '../deals/read-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { removeLeads, restoreLeads } from '../leads/remove-leads.ts'
import { undoChange } from '../leads/undo-change.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, foldAll, hotSubmission } from '../testing-leads.ts'
import { readForecast } from './read-forecast.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 6, 15, 12)
const ROUNDS = 4
const CHANGES = 60

let now = NOW - ROUNDS * 40 * DAY
let test: TestProduct
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
})
afterAll(() => test.close())

type Row = {
  id: string
  currency: string
  amount_minor: string
  stage: 'open' | 'won' | 'lost'
  step: DealStep
  probability: number | null
  expected: string | null
  closed_month: string | null
}

/** Every deal of a lead that is not deleted, as it stands. */
const standing = () =>
  inOrganization(test.system, async ({ db }) => {
    const { rows } = await sql<Row>`
      select d.id, d.currency, d.amount_minor, d.stage, d.step, d.probability, d.expected_close::text as expected,
        to_char(d.closed_at at time zone 'UTC', 'YYYY-MM') as closed_month
      from deal d join lead l on l.id = d.lead_id where l.deleted_at is null order by d.id`.execute(db)
    return rows
  })

const amountOf = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row.amount_minor), 0)

/** What is won of the closed deals that came at least as far; of fewer than ten nothing is said. */
const rateOf = (rows: readonly Row[], step: DealStep): number | null => {
  const far = rows.filter(
    (row) => row.stage !== 'open' && DEAL_STEPS.indexOf(row.step) >= DEAL_STEPS.indexOf(step),
  )
  return far.length < 10 ? null : far.filter(({ stage }) => stage === 'won').length / far.length
}

/** To the nearest whole number, halves to the even one. */
const rounded = (x: number): number => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x))

const sumOf = (open: readonly Row[], all: readonly Row[], highFrom: number): Partial<ForecastSum> => {
  const weights = open.map((row) => row.probability ?? rateOf(all, row.step))
  const known = weights.every((p) => p !== null)
  const committed = open.filter(({ step }) => step === 'committed')
  const likely = open.filter(({ probability }) => probability !== null && probability >= highFrom)
  return {
    n: open.length,
    bestMinor: amountOf(open),
    weightedMinor: known
      ? open.reduce((sum, row, i) => sum + rounded(Number(row.amount_minor) * weights[i]!), 0)
      : null,
    committedN: committed.length,
    committedMinor: amountOf(committed),
    likelyN: likely.length,
    likelyMinor: amountOf(likely),
  }
}

/** Its month, where the forecast of a day shows twelve months by themselves. */
const placeOf =
  (today: string) =>
  ({ expected }: Row): string => {
    if (expected === null) return 'undated'
    const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
    const ahead = months(expected) - months(today)
    if (ahead < 0) return 'overdue'
    return ahead > 11 ? 'later' : expected.slice(0, 7)
  }

const openedTo = async (filter: DealFilter) => {
  const { columns } = await sumDealColumns(test.as('owner'), { filter })
  const sums = columns.flatMap((column) => column.sums)
  return {
    n: sums.reduce((total, { n }) => total + n, 0),
    amountMinor: sums.reduce((total, { amountMinor }) => total + amountMinor, 0),
    weightedMinor: sums.some(({ weightedMinor }) => weightedMinor === null)
      ? null
      : sums.reduce((total, { weightedMinor }) => total + weightedMinor!, 0),
  }
}

const random = seededRandom(20260715, 'forecast')
const anyAmount = () => 1 + random.below(5_000_000)
const anyDate = () =>
  random.chance(0.15) ? null : new Date(NOW + (random.below(520) - 60) * DAY).toISOString().slice(0, 10)

/** As the nightly job leaves it: estimates of a hundredth of a percent, and deals that nothing is known of. */
const estimate = (share: number) =>
  inOrganization(test.system, async ({ db }) => {
    for (const { id, stage } of await standing())
      if (stage === 'open')
        await sql`update deal set probability = ${random.chance(share) ? (1 + random.below(9999)) / 10_000 : null}
          where id = ${id}`.execute(db)
  })

const leads: string[] = []
const removed = new Set<string>()
let undoId: string | null = null

const change = async (): Promise<void> => {
  now += 16 * 3_600_000
  const as = { ...test.as('owner'), now }
  const leadId = random.pick(leads)
  const deals = await standing()
  const what = random.pick(['create', 'create', 'move', 'move', 'move', 'edit', 'lead', 'undo'] as const)
  if (what === 'lead') {
    const [away] = removed
    if (away === undefined) removed.add(leadId)
    else removed.delete(away)
    await (away === undefined ? removeLeads : restoreLeads)(as, { target: { ids: [away ?? leadId] } })
  } else if (what === 'create' && !removed.has(leadId)) {
    const currency = random.chance(0.85) ? 'USD' : 'EUR'
    const stage = random.pick(DEAL_STEPS)
    const made = { leadId, amountMinor: anyAmount(), expectedClose: anyDate(), currency, stage }
    undoId = (await createDeal(as, made)).undoId
  } else if (what === 'undo' && undoId !== null && removed.size === 0) {
    await undoChange(as, { undoId })
    undoId = null
  } else if (deals.length > 0) {
    const deal = random.pick(deals)
    const to = deal.stage === 'open' ? random.pick([...DEAL_STEPS, 'won', 'lost'] as const) : 'negotiation'
    undoId =
      what === 'edit'
        ? (await editDeal(as, { id: deal.id, amountMinor: anyAmount(), expectedClose: anyDate() })).undoId
        : (await moveDeals(as, { ids: [deal.id], to, ...(to === 'lost' ? { lostReason: 'price' } : {}) }))
            .undoId
  }
}

const compare = async (): Promise<void> => {
  const forecast = await readForecast(test.as('owner'))
  const all = await standing()
  const { highFrom } = forecast.choices
  const place = placeOf(forecast.today)
  const open = all.filter(({ stage }) => stage === 'open')
  const own = open.filter(({ currency }) => currency === 'USD')
  expect(forecast).toMatchObject({
    open: open.length,
    estimated: open.filter(({ probability }) => probability !== null).length,
    closed: {
      won: all.filter(({ stage }) => stage === 'won').length,
      lost: all.filter(({ stage }) => stage === 'lost').length,
    },
    total: sumOf(own, all, highFrom),
  })
  const shown = forecast.groups.map(({ key }) => key)
  expect(own.map(place).filter((key) => !shown.includes(key))).toEqual([])
  for (const { key, open: sum, won, rows } of forecast.groups) {
    const here = own.filter((row) => place(row) === key)
    expect({ key, ...sum }).toMatchObject({ key, ...sumOf(here, all, highFrom) })
    if (here.length > 0)
      expect(await openedTo(rows)).toEqual({
        n: sum.n,
        amountMinor: sum.bestMinor,
        weightedMinor: sum.weightedMinor,
      })
    if (won === null) continue
    const booked = all.filter(
      (row) => row.stage === 'won' && row.currency === 'USD' && row.closed_month === key,
    )
    expect({ key, ...won }).toMatchObject({ key, n: booked.length, amountMinor: amountOf(booked) })
    expect(await openedTo(won.rows)).toMatchObject({ n: won.n, amountMinor: won.amountMinor })
  }
}

describe('the sums of the forecast', () => {
  it('are those of every deal counted one by one, after whatever happened to the deals, and open to exactly them', async () => {
    const campaign = await addCampaign(test)
    for (let i = 0; i < 8; i++) {
      const answer = await capture(test, hotSubmission(campaign), { now })
      if (answer.kind !== 'captured' || !answer.id) throw new Error('not captured')
      leads.push(answer.id)
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < CHANGES; i++) await change()
      // Nobody has estimated anything at first; then all is estimated; then new deals wait for it.
      if (round > 0) await estimate(round === 1 ? 1 : 0.7)
      await foldAll(test)
      await compare()
    }
  }, 120_000)
})
