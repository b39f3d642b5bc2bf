import { randomUUID } from 'node:crypto'
import { LeadFilter, type LeadTraits } from '@tributary/contracts'
import { CampaignSchema, EntranceCampaignSchema } from '@tributary/db'
import { rollupDeltas, sumDeltas } from '@tributary/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inOrganization, newUuid } from '../in-organization.ts'
import { moveRollups } from '../ledger/move-rollups.ts'
import { openTestProduct, type TestOrganization, type TestProduct } from '../testing.ts'
import { campaignFigures, campaignTotals } from './campaign-figures.ts'
import { publicAnalytics } from './public-analytics.ts'
import { readOverview } from './read-overview.ts'

const today = Date.UTC(2026, 5, 30, 12)
const DAY = 86_400_000

let house: TestProduct
let spring: { id: string; slug: string }
let empty: { id: string; slug: string }

const addCampaign = async ({ system }: TestOrganization, slug: string) => {
  const id = newUuid(today)
  await inOrganization(system, async ({ em, organizationId }) => {
    const at = new Date(today)
    const lists = { notificationEmails: [], allowedOrigins: [], form: {} }
    em.create(CampaignSchema, {
      ...{ organizationId, id, slug, name: 'Spring offer', currency: 'USD', token: randomUUID() },
      ...{ ...lists, targetLeads: 100, createdAt: at, updatedAt: at },
    })
    em.create(EntranceCampaignSchema, { slug, organizationId, campaignId: id })
  })
  return { id, slug }
}

const traits: LeadTraits = {
  ...{
    grade: 'B',
    points: 72,
    stage: 'new',
    review: 'pending',
    industry: 'Retail',
    country: 'US',
    region: 'TX',
  },
  ...{
    channel: 'paid_search',
    source: 'google',
    content: null,
    ownerId: null,
    trust: null,
    everQualified: false,
  },
} as LeadTraits

/** Counts leads as the ledger's fold does. */
const count = (
  organization: TestOrganization,
  campaignId: string,
  leads: readonly Partial<LeadTraits>[],
  daysAgo = 1,
) =>
  inOrganization(organization.system, (tx) =>
    moveRollups(
      tx,
      sumDeltas(
        leads.flatMap((lead) =>
          rollupDeltas(
            {
              ...{ id: randomUUID(), type: 'lead.captured', occurredAt: today - daysAgo * DAY, campaignId },
              payload: {
                ...{ way: 'api', capturePoint: 'site', touch: { channel: 'direct', source: 'other' } },
                score: { points: 0, grade: 'D', version: 1, earned: [] },
                ...{ urgency: null, emailKind: 'unknown', productId: null, route: null, ownerId: null },
                traits: { ...traits, ...lead },
              },
            },
            'UTC',
          ),
        ),
      ),
    ),
  )

const filtersIn = (value: unknown): unknown[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, part]) => (key === 'filter' ? [part] : filtersIn(part)))

const times = (n: number, lead: Partial<LeadTraits>) => Array.from({ length: n }, () => lead)

beforeAll(async () => {
  house = await openTestProduct({ clock: () => today })
  spring = await addCampaign(house, 'spring-offer')
  empty = await addCampaign(house, 'nobody-came')
  await count(house, spring.id, [
    ...times(18, { everQualified: true, stage: 'qualified', content: 'headline-b' }),
    ...times(20, { content: 'headline-a', grade: 'A', points: 85, review: 'accepted', trust: 64 }),
    ...times(7, { source: 'referral', channel: 'referral', review: 'rejected', industry: null }),
  ])
  await count(house, spring.id, times(10, { grade: 'A', points: 90 }), 31)
  await count(house, randomUUID(), times(5, { region: 'CA', trust: 100, points: 100, grade: 'A' }), 2)
})
afterAll(() => house.close())

describe('the dashboard', () => {
  test('every lead is one slice of the pie, one bar of the scores, and the funnel only narrows', async () => {
    const overview = await readOverview(house.as('viewer'), {})
    const sum = (marks: readonly { n: number }[]) => marks.reduce((total, { n }) => total + n, 0)
    expect(overview.period).toEqual({ start: '2026-06-01', end: '2026-06-30' })
    expect(overview.metrics.totalLeads.value).toBe(50)
    const { statuses, scoreBands, grades, stages, channels, sources, regions, industries, perDay } = overview
    for (const marks of [statuses, scoreBands, grades, stages, channels, sources, perDay])
      expect(sum(marks)).toBe(50)
    for (const ranked of [regions, industries]) expect(sum(ranked.marks) + ranked.rest.n).toBe(50)
    expect(statuses.map(({ value, n }) => [value, n])).toEqual([
      ...[
        ['hot', 5],
        ['warm', 18],
        ['cold', 0],
        ['accepted', 20],
        ['rejected', 7],
      ],
    ])
    expect(overview.funnel.map(({ step, n }) => [step, n])).toEqual([
      ...[
        ['discovered', 50],
        ['hot', 25],
        ['accepted', 20],
      ],
    ])
    expect(overview.funnel[2]?.ofStepBefore).toBe(0.8)
  })
  test('score by trust stands in tenths, and those without a trust are counted apart', async () => {
    const { cells, trustUnknown, trustBands, metrics } = await readOverview(house.as('viewer'), {})
    expect(cells.map(({ x, y, n }) => [x, y, n])).toEqual([
      ...[
        [8, 6, 20],
        [9, 9, 5],
      ],
    ])
    expect(trustUnknown).toBe(25)
    expect(trustBands.map(({ n }) => n)).toEqual([0, 0, 0, 20, 5])
    expect(metrics.averageTrust.value).toBeCloseTo((20 * 64 + 5 * 100) / 25)
  })
  test('compared, each number stands beside the one of the 30 days before', async () => {
    const { metrics, previous, statuses, perDay } = await readOverview(house.as('viewer'), { compare: true })
    expect(previous).toEqual({ start: '2026-05-02', end: '2026-05-31' })
    expect(metrics.totalLeads).toMatchObject({ value: 50, previous: 10 })
    expect(metrics.averageScore).toMatchObject({ previous: 90 })
    expect(metrics.acceptanceRate).toMatchObject({ value: 20 / 27, previous: null })
    expect(statuses.map(({ previous: before }) => before)).toEqual([10, 0, 0, 0, 0])
    expect(perDay).toHaveLength(30)
    expect(perDay[28]).toMatchObject({ day: '2026-06-29', n: 45, previous: 10 })
  })
  test('a mark opens the leads of its value, its days and its campaign', async () => {
    const overview = await readOverview(house.as('viewer'), { campaignId: spring.id })
    const base = { capturedFrom: '2026-06-01', capturedTo: '2026-06-30', campaign: [spring.id] }
    expect(overview.campaign?.name).toBe('Spring offer')
    expect(overview.metrics.totalLeads).toMatchObject({ value: 45, filter: base })
    expect(overview.statuses[3]).toMatchObject({ n: 20, filter: { ...base, status: ['accepted'] } })
    expect(overview.industries.marks.find(({ value }) => value === '')).toMatchObject({
      n: 7,
      filter: { ...base, industry: [''] },
    })
    expect(overview.owners.marks[0]).toMatchObject({ n: 45, filter: { ...base, owner: ['none'] } })
  })
  test('every filter behind a number is one that the list of leads takes', async () => {
    const overview = await readOverview(house.as('viewer'), { campaignId: spring.id, compare: true })
    const figures = await campaignFigures(house.as('rep'), { campaignId: spring.id })
    const filters = filtersIn([overview, figures])
    expect(filters.length).toBeGreaterThan(150)
    expect(filters.filter((filter) => !LeadFilter.safeParse(filter).success)).toEqual([])
  })
  test('where nothing came in, ratios are not known instead of zero', async () => {
    const { metrics } = await readOverview(house.as('viewer'), { campaignId: empty.id, compare: true })
    expect(metrics.totalLeads.value).toBe(0)
    expect([metrics.conversionRate.value, metrics.averageScore.value, metrics.acceptanceRate.value]).toEqual([
      ...[null, null, null],
    ])
  })
  test('another organization sees nothing of it, and its campaign does not exist there', async () => {
    const other = await house.addOrganization('Elsewhere')
    expect((await readOverview(other.as('owner'), {})).metrics.totalLeads.value).toBe(0)
    await expect(readOverview(other.as('owner'), { campaignId: spring.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('a campaign', () => {
  test('tells its contents by leads, with how they convert, and how far its target is', async () => {
    const figures = await campaignFigures(house.as('rep'), { campaignId: spring.id })
    expect(figures.content.map(({ content, n, conversionRate }) => [content, n, conversionRate])).toEqual([
      ...[
        ['headline-a', 20, 0],
        ['headline-b', 18, 1],
      ],
    ])
    expect(figures.target).toEqual({ leads: 55, wanted: 100, share: 0.55 })
  })
  test('stands in the list with its figures', async () => {
    const totals = await campaignTotals(house.as('rep'), {})
    expect(totals).toEqual([
      expect.objectContaining({
        campaignId: spring.id,
        leads: 45,
        hot: 20,
        qualified: 18,
        conversionRate: 0.4,
      }),
    ])
  })
})

describe('analytics of the public API', () => {
  const ask = (slug: string, of: TestOrganization = house, more = {}) =>
    publicAnalytics(
      house.product,
      { organizationId: of.organizationId, actor: { kind: 'key', keyId: 'k' } },
      { slug, ...more },
    )
  test('18 of 45 qualified are 0.4; sources add up to 45; money is null until there is some', async () => {
    const answer = await ask('spring-offer', house, { start: '2026-06-01', end: '2026-06-30' })
    expect(answer).toEqual({
      campaign_id: 'spring-offer',
      campaign_name: 'Spring offer',
      period: { start: '2026-06-01', end: '2026-06-30' },
      currency: 'USD',
      metrics: {
        ...{ total_leads: 45, qualified_leads: 18, conversion_rate: 0.4, average_lead_score: 77.8 },
        ...{ cost_per_lead: null, revenue_generated: null },
      },
      lead_sources: { google: 38, referral: 7 },
      top_performing_content: [
        { utm_content: 'headline-a', leads: 20, conversion_rate: 0 },
        { utm_content: 'headline-b', leads: 18, conversion_rate: 1 },
      ],
    })
  })
  test('without dates it is the last 30 days', async () => {
    expect((await ask('nobody-came')).period).toEqual({ start: '2026-06-01', end: '2026-06-30' })
  })
  test("another organization's campaign and an unknown one look alike", async () => {
    const other = await house.addOrganization('Stranger')
    const told = (error: { code: string; message: string }) => `${error.code} ${error.message}`
    const foreign = await ask('spring-offer', other).catch(told)
    expect(foreign).toBe(await ask('never-existed', other).catch(told))
    expect(foreign).toMatch(/^UNKNOWN_CAMPAIGN/)
  })
  test('a date that is none is named', async () => {
    await expect(ask('spring-offer', house, { start: '2026-02-30' })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { field: 'start' },
    })
    await expect(
      ask('spring-offer', house, { start: '2026-06-02', end: '2026-06-01' }),
    ).rejects.toMatchObject({
      details: { field: 'end' },
    })
  })
})
