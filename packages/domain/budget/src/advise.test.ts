import { describe, expect, it } from 'vitest'
import { adviseBudget } from './advise.ts'
import type { CampaignRow } from './figures.ts'

const row = (campaign: string, figures: Partial<CampaignRow> = {}): CampaignRow => ({
  campaign,
  cost: 10_000,
  revenue: 25_000,
  leads: 10,
  impressions: 0,
  clicks: 0,
  ...figures,
})
const actions = (rows: CampaignRow[]) =>
  adviseBudget(rows).advice.map(({ campaign, action }) => `${campaign}: ${action}`)

describe('budget advice', () => {
  it('raises what returns 3.95 and lowers what returns 1.70 where the average is 2.50', () => {
    const rows = [
      row('search', { revenue: 39_500 }),
      row('social', { revenue: 18_500 }),
      row('display', { revenue: 17_000 }),
    ]
    const report = adviseBudget(rows)
    expect(report.averages.roas).toMatchObject({ kind: 'known', meanOfRatios: 2.5, ratioOfSums: 2.5 })
    expect(actions(rows)).toEqual(['search: increase', 'display: reduce'])
    expect(report.advice[0]).toMatchObject({
      priority: 'high',
      confidence: 'high',
      measure: 'roas',
      value: 3.95,
      average: 2.5,
      rows: [0],
      comparedWith: ['search', 'social', 'display'],
    })
    expect(report.advice[1]).toMatchObject({ confidence: 'medium', value: 1.7 })
  })

  it('changes nothing for campaigns that stand exactly on a threshold', () => {
    expect(actions([row('a', { revenue: 17_500 }), row('b', { revenue: 32_500 })])).toEqual([])
    expect(actions([row('a', { revenue: 37_500 }), row('b', { revenue: 12_500 })])).toEqual(['b: reduce'])
  })

  it('is not fooled by quotients that doubles cannot hold: 0.7 times one third', () => {
    // 7/30 is exactly 0.7 times the mean of 1/3; as doubles 7/30 < 0.7 * (1/3).
    const rows = [
      row('seven thirtieths', { cost: 30, revenue: 7 }),
      row('thirteen thirtieths', { cost: 30, revenue: 13 }),
    ]
    expect(actions(rows)).toEqual([])
  })

  it('adds the rows of a campaign up and names them', () => {
    const report = adviseBudget([
      row('search', { revenue: 30_000 }),
      row('social', { revenue: 5000 }),
      row('search', { revenue: 50_000 }),
    ])
    expect(report.campaigns[0]).toMatchObject({
      campaign: 'search',
      rows: [0, 2],
      cost: 20_000,
      revenue: 80_000,
      roas: { kind: 'known', value: 4 },
    })
    expect(report.advice.map(({ rows }) => rows)).toEqual([[0, 2], [1]])
  })

  it('says when one tiny campaign makes the average', () => {
    const rows = [
      row('tiny', { cost: 100, revenue: 2000 }),
      row('large', { cost: 1_000_000, revenue: 2_000_000 }),
    ]
    const report = adviseBudget(rows)
    expect(report.averages.roas).toMatchObject({ meanOfRatios: 11 })
    const large = report.advice.find(({ campaign }) => campaign === 'large')
    expect(large).toMatchObject({ action: 'reduce', holdsForRatioOfSums: false })
  })

  it('calls leads at less than half the average cost an efficient channel', () => {
    const rows = [row('dear', { leads: 10 }), row('dear too', { leads: 10 }), row('cheap', { leads: 50 })]
    expect(adviseBudget(rows).advice).toMatchObject([
      { campaign: 'cheap', action: 'efficient_channel', value: 200, priority: 'low', confidence: 'medium' },
    ])
  })

  it('tells cost per lead and cost per customer apart', () => {
    const [campaign] = adviseBudget([row('search', { leads: 20, customers: 4 })]).campaigns
    expect(campaign?.costPerLead).toEqual({ kind: 'known', value: 500 })
    expect(campaign?.costPerCustomer).toEqual({ kind: 'known', value: 2500 })
  })

  it('asks for a better creative from 1,001 impressions on', () => {
    expect(actions([row('a', { impressions: 1000, clicks: 4 })])).toEqual([])
    expect(actions([row('a', { impressions: 1001, clicks: 4 })])).toEqual(['a: improve_creative'])
  })

  it('says that there is not enough data instead of dividing by nothing', () => {
    const report = adviseBudget([
      row('newsletter', { cost: 0, leads: 5 }),
      row('silent', { leads: 0, revenue: 0 }),
    ])
    expect(report.notEnoughData).toEqual([
      { campaign: 'newsletter', measure: 'roas', why: 'no_cost' },
      { campaign: 'newsletter', measure: 'cost_per_lead', why: 'no_cost' },
      { campaign: 'newsletter', measure: 'click_rate', why: 'no_impressions' },
      { campaign: 'silent', measure: 'cost_per_lead', why: 'no_leads' },
      { campaign: 'silent', measure: 'click_rate', why: 'no_impressions' },
    ])
    expect(report.averages).toMatchObject({
      roas: { kind: 'known', campaigns: ['silent'] },
      costPerLead: { kind: 'not_enough_data' },
    })
    expect(report.advice).toEqual([])
  })

  it('has an answer for no campaigns at all', () => {
    const report = adviseBudget([])
    expect(report.averages.roas).toEqual({ kind: 'not_enough_data' })
    expect(report.advice).toEqual([])
  })

  it('gives the ten most important and says how many are left', () => {
    const rows = Array.from({ length: 30 }, (_, i) => row(`c${i}`, { revenue: i < 12 ? 100_000 : 1000 }))
    const report = adviseBudget(rows)
    expect(report.advice).toHaveLength(10)
    expect(report.left).toBe(20)
    expect(report.advice.every(({ action }) => action === 'increase')).toBe(true)
  })

  it('leaves out what is decided, so that the next ones come into sight', () => {
    const rows = Array.from({ length: 30 }, (_, i) => row(`c${i}`, { revenue: i < 12 ? 100_000 : 1000 }))
    const [first] = adviseBudget(rows).advice
    const report = adviseBudget(rows, { isDecided: ({ campaign }) => campaign === first?.campaign })
    expect(report.advice).toHaveLength(10)
    expect(report.advice.map(({ campaign }) => campaign)).not.toContain(first?.campaign)
    expect([report.left, report.decided]).toEqual([19, 1])
  })

  it('refuses figures that cannot be', () => {
    expect(() => adviseBudget([row('a', { cost: -1 })])).toThrow(
      'row 1: cost must be a whole number of 0 or more',
    )
    expect(() => adviseBudget([row('a'), row(' ')])).toThrow('row 2: the campaign has no name')
  })
})
