import { describe, expect, it } from 'vitest'
import { marketStream } from './market.ts'
import { SIMULATED_CHANNELS } from './market-types.ts'
import { winLogitOf } from './outcomes.ts'
import { costOfClicks } from './spend.ts'
import { aYear, eventsOf, standardErrors, submissionsOf, theYear } from './testing.ts'
import {
  CHANNEL_TRUTH,
  firstVisitResponse,
  RETURN_SHARES,
  sigmoid,
  type TruthFact,
  visitLogit,
} from './truth.ts'

describe('what is planted', () => {
  it('a first visit by paid search of a visitor of average need ends in a submission with 21.4 %', () => {
    expect(visitLogit('paid_search', 0, 0)).toBeCloseTo(-1.3, 12)
    expect(sigmoid(visitLogit('paid_search', 0, 0))).toBeCloseTo(0.214165, 6)
  })
  it('over all needs it is 23.0 %, display 7.2 % and referral 26.5 % (Gauss–Hermite, 60 points)', () => {
    expect(firstVisitResponse('paid_search')).toBeCloseTo(0.2300078695, 6)
    expect(firstVisitResponse('display')).toBeCloseTo(0.0724370328, 6)
    expect(firstVisitResponse('referral')).toBeCloseTo(0.2649284807, 6)
  })
  it('the shares of channels are whole', () => {
    const sum = (shares: readonly number[]) => shares.reduce((a, b) => a + b, 0)
    expect(sum(Object.values(CHANNEL_TRUTH).map(({ share }) => share))).toBeCloseTo(1, 12)
    expect(sum(Object.values(RETURN_SHARES))).toBeCloseTo(1, 12)
  })
  it('a deal from a referral to a factory of 90 at list price has the logit −0.35', () => {
    const facts = {
      channel: 'referral',
      industry: 'Manufacturing',
      size: 90,
      need: 0,
      touches: 0,
      valueToPrice: 1,
    } as const
    expect(winLogitOf(facts)).toBeCloseTo(-1.25 + 0.6 + 0.3, 12)
    expect(winLogitOf({ ...facts, touches: 9 })).toBe(winLogitOf({ ...facts, touches: 3 }))
  })
  it('twice the usual clicks cost 2.38 times the usual day', () => {
    expect(costOfClicks(10, 10, 50)).toBe(500)
    expect(costOfClicks(20, 10, 50) / 500).toBeCloseTo(2.378414, 6)
  })
})

describe('what can be found again', () => {
  it('first visits of each channel end in submissions as often as planted', () => {
    const first = new Map<string, string>()
    const sent = new Set<string>()
    const keep = (fact: TruthFact): void => {
      if (fact.kind === 'session' && fact.touch === 0 && !fact.bot) first.set(fact.session, fact.channel)
    }
    for (const event of marketStream({ ...aYear, leads: 30_000, seed: 11 }, keep))
      if (event.kind === 'submission') sent.add(event.body.tracking.session_id)
    for (const channel of SIMULATED_CHANNELS) {
      const visits = [...first].filter(([, by]) => by === channel).map(([session]) => session)
      const share = visits.filter((session) => sent.has(session)).length / visits.length
      expect(visits.length).toBeGreaterThan(3000)
      expect(standardErrors(share, firstVisitResponse(channel), visits.length)).toBeLessThan(4)
    }
  }, 30_000)
  it('decided deals are won as often as their true probabilities say', () => {
    const { market, truth } = theYear()
    const won = eventsOf(market, 'deal_won').map(({ submission }) => submission)
    const decided = [...won, ...eventsOf(market, 'deal_lost').map(({ submission }) => submission)]
    const probabilities = decided.map((submission) => truth.submissions[submission]!.winProbability!)
    const expected = probabilities.reduce((a, b) => a + b, 0)
    const deviation = Math.sqrt(probabilities.reduce((sum, p) => sum + p * (1 - p), 0))
    expect(decided.length).toBeGreaterThan(1000)
    expect(Math.abs(won.length - expected)).toBeLessThan(4 * deviation)
  })
  it('a channel’s traces tell the channel: paid ones by their medium, found ones by their referrer', () => {
    const { market, truth } = theYear()
    const channel = new Map(truth.sessions.map((fact) => [fact.session, fact.channel]))
    const medium = {
      paid_search: 'cpc',
      paid_social: 'paid_social',
      display: 'display',
      email: 'email',
      referral: 'referral',
    }
    for (const { session, utm, referrer } of eventsOf(market, 'visit')) {
      const by = channel.get(session)!
      if (by in medium) expect(utm.utm_medium).toBe(medium[by as keyof typeof medium])
      else expect(utm).toEqual({})
      expect(referrer === undefined).toBe(by === 'direct' || by === 'email')
    }
  })
  it('paid campaigns spend near their budgets, and revenue is some times the spend', () => {
    const { market } = theYear()
    const spend = eventsOf(market, 'spend')
    const total = spend.reduce((sum, { cost }) => sum + cost.minor, 0)
    const budget = market.campaigns.reduce((sum, { budget }) => sum + (budget?.minor ?? 0), 0)
    expect(total / budget).toBeGreaterThan(0.6)
    expect(total / budget).toBeLessThan(1.4)
    expect(spend.every(({ clicks, impressions }) => clicks <= impressions)).toBe(true)
    const revenue = eventsOf(market, 'deal_won').reduce((sum, { value }) => sum + value.minor, 0)
    expect(revenue / total).toBeGreaterThan(3)
    expect(revenue / total).toBeLessThan(40)
    expect(submissionsOf(market).length).toBeGreaterThan(5000)
  })
})
