import { localTime } from '@tributary/kernel'
import { describe, expect, it } from 'vitest'
import { marketSetting, marketStream, simulateMarket } from './market.ts'
import type { MarketEvent } from './market-types.ts'
import { aMonth, aYear, eventsOf, shareOf, submissionsOf, theYear } from './testing.ts'

describe('the same market again', () => {
  it('the same seed gives the same bytes, market and truth', () => {
    expect(JSON.stringify(simulateMarket(aMonth))).toBe(JSON.stringify(simulateMarket(aMonth)))
  })
  it('another seed gives another market of the same kind', () => {
    const other = simulateMarket({ ...aMonth, seed: 8 })
    expect(JSON.stringify(other.market)).not.toBe(JSON.stringify(simulateMarket(aMonth).market))
    expect(other.market.catalog).toEqual(simulateMarket(aMonth).market.catalog)
  })
  it('taken event by event it is the market taken whole', () => {
    expect([...marketStream(aMonth)]).toEqual(simulateMarket(aMonth).market.events)
    expect(marketSetting(aMonth).campaigns).toEqual(simulateMarket(aMonth).market.campaigns)
  })
  it('an earlier present shows the beginning of the same events', () => {
    const now = Date.parse('2025-11-15T06:30:00Z')
    const whole = [...marketStream(aMonth)]
    const shown = [...marketStream({ ...aMonth, now })]
    expect(shown).toEqual(whole.filter(({ at }) => at < now))
    expect(shown.length).toBeGreaterThan(100)
  })
})

describe('a year of five thousand leads', () => {
  it('brings about as many leads as asked, for any length of the period', () => {
    const leadsOf = (options: typeof aYear) =>
      simulateMarket(options).truth.submissions.filter(
        ({ bot, relation }) => !bot && relation !== 'retry' && relation !== 'repeat',
      ).length
    for (const days of [30, 180, 365]) {
      const leads = leadsOf({ ...aYear, days })
      // A Poisson number: three standard deviations of 5,000 are 212.
      expect(leads).toBeGreaterThan(5000 - 250)
      expect(leads).toBeLessThan(5000 + 250)
    }
  }, 30_000)
  it('is told in order of time, within its period', () => {
    const { events } = theYear().market
    const [from, to] = [Date.parse('2025-10-31T18:30:00Z'), Date.parse('2026-10-31T18:30:00Z')]
    expect(events.every(({ at }) => Number.isSafeInteger(at) && at >= from && at < to)).toBe(true)
    expect(events.every(({ at }, i) => i === 0 || at >= events[i - 1]!.at)).toBe(true)
  })
  it('every reference leads to something that was there before', () => {
    const { market } = theYear()
    const slugs = new Set(market.campaigns.map(({ slug }) => slug))
    const members = new Set(market.catalog.members.map(({ key }) => key))
    const sources = new Set(market.catalog.sources.map(({ key }) => key))
    const visitors = new Set<string>()
    let submissions = 0
    const resolves = (event: MarketEvent): boolean => {
      if (event.kind === 'visit') return visitors.add(event.visitor).size > 0
      if (event.kind === 'campaign' || event.kind === 'spend') return slugs.has(event.campaign)
      if (event.kind !== 'submission') return event.submission < submissions && members.has(event.member)
      const known = slugs.has(event.body.campaign_id) && visitors.has(event.body.tracking.visitor_id)
      return known && sources.has(event.source) && event.submission === submissions++
    }
    expect(market.events.filter((event) => !resolves(event))).toEqual([])
    const offices = new Set(market.catalog.offices.map(({ key }) => key))
    const items = new Set(market.catalog.items.map(({ code }) => code))
    expect(market.catalog.members.every(({ office }) => offices.has(office))).toBe(true)
    expect(market.campaigns.every(({ item }) => item === undefined || items.has(item))).toBe(true)
  })
  it('a campaign takes submissions and spends only while it runs', () => {
    const { market } = theYear()
    const running = new Set<string>()
    for (const event of market.events) {
      if (event.kind === 'campaign') running[event.status === 'active' ? 'add' : 'delete'](event.campaign)
      if (event.kind === 'submission') expect(running).toContain(event.body.campaign_id)
      if (event.kind === 'spend') expect(running).toContain(event.campaign)
    }
    expect(market.campaigns.filter(({ status }) => status === 'active').map(({ slug }) => slug)).toEqual(
      [...running].sort(
        (a, b) =>
          market.campaigns.findIndex(({ slug }) => slug === a) -
          market.campaigns.findIndex(({ slug }) => slug === b),
      ),
    )
    expect(new Set(market.campaigns.map(({ status }) => status)).size).toBe(4)
  })
  it('a lead moves forward only, and nothing follows its end', () => {
    const order = {
      accepted: 1,
      contacted: 2,
      qualified: 3,
      proposal: 4,
      lost: 9,
      deal_won: 9,
      deal_lost: 9,
      rejected: 9,
    }
    const reached = new Map<number, number>()
    for (const event of theYear().market.events) {
      const step = event.kind === 'stage' ? event.stage : event.kind === 'review' ? event.review : event.kind
      if (!(step in order) || !('member' in event)) continue
      const rank = order[step as keyof typeof order]
      const before = reached.get(event.submission) ?? 0
      expect(rank).toBeGreaterThan(before)
      if (step === 'deal_won' || step === 'deal_lost') expect(before).toBe(4)
      reached.set(event.submission, rank)
    }
    expect([...reached.values()].filter((rank) => rank === 4).length).toBeGreaterThan(20)
  })
  it('members act on working days, visitors mostly do too, and by day', () => {
    const { market } = theYear()
    const local = (at: number) => localTime(at, 'Asia/Kolkata')
    const acts = market.events.filter((event) => event.kind === 'review').slice(0, 1000)
    expect(acts.every(({ at }) => local(at).weekday <= 5 && local(at).hour >= 9 && local(at).hour < 19)).toBe(
      true,
    )
    const visits = eventsOf(market, 'visit')
      .filter((_, i) => i % 4 === 0)
      .map(({ at }) => local(at))
    // Saturday and Sunday carry 0.75 of 6.3 parts of first visits; returns come on any day.
    const weekend = shareOf(visits, ({ weekday }) => weekday > 5)
    expect(weekend).toBeGreaterThan(0.11)
    expect(weekend).toBeLessThan(0.21)
    expect(shareOf(visits, ({ hour }) => hour >= 9 && hour < 19)).toBeGreaterThan(0.68)
  })
  it('the same month of the next year has about half as many more', () => {
    const two = simulateMarket({ ...aYear, leads: 4000, days: 730 })
    const inNovember = (year: string) =>
      submissionsOf(two.market).filter(({ body }) => body.form_metadata.timestamp.startsWith(`${year}-11`))
        .length
    const growth = inNovember('2026') / inNovember('2025')
    expect(growth).toBeGreaterThan(1.15)
    expect(growth).toBeLessThan(1.9)
  })
})

describe('truth stays apart', () => {
  it('no word of the truth stands in the market', () => {
    const { market, truth } = theYear()
    const keysOf = (value: unknown, keys: Set<string>): Set<string> => {
      if (typeof value !== 'object' || value === null) return keys
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) keys.add(key)
        keysOf(inner, keys)
      }
      return keys
    }
    const shown = keysOf(market, new Set())
    const hidden = [
      'bot',
      'person',
      'relation',
      'need',
      'path',
      'winLogit',
      'winProbability',
      'visitLogit',
      'touch',
      'truth',
      'share',
    ]
    expect(hidden.filter((key) => shown.has(key))).toEqual([])
    const told = keysOf(truth, new Set())
    expect(hidden.filter((key) => key !== 'truth' && !told.has(key))).toEqual([])
  })
  it('there is one truth for every submission and every visit', () => {
    const { market, truth } = theYear()
    expect(truth.submissions.map(({ submission }) => submission)).toEqual(
      submissionsOf(market).map(({ submission }) => submission),
    )
    const sessions = eventsOf(market, 'visit').map(({ session }) => session)
    expect(new Set(truth.sessions.map(({ session }) => session))).toEqual(new Set(sessions))
    expect(new Set(sessions).size).toBe(sessions.length)
  })
})

describe('a market too large to hold', () => {
  it('gives its first events without making the rest', () => {
    const stream = marketStream({ ...aYear, leads: 1_000_000 })
    let told = 0
    const first: MarketEvent[] = []
    for (const event of stream) {
      first.push(event)
      if (first.length === 1000) break
    }
    for (const _ of marketStream({ ...aYear, leads: 1_000_000 }, () => told++)) if (told > 0) break
    expect(first).toHaveLength(1000)
    // The visits of the first day are about 8,000 of 5,000,000; only what begins on it may have been made.
    expect(told).toBeLessThan(20_000)
  })
})

describe('what is refused', () => {
  it('odd seeds, no leads, no days and no dates', () => {
    const run = (wrong: Partial<typeof aYear>) => () => marketStream({ ...aYear, ...wrong }).next()
    expect(run({ seed: 0.5 })).toThrow('a seed is a whole number')
    expect(run({ leads: 0 })).toThrow('no number of leads')
    expect(run({ days: 4000 })).toThrow('1 to 3,660 days')
    expect(run({ start: '2026-02-30' })).toThrow('no date')
  })
})
