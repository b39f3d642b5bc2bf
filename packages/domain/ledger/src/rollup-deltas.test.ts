import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LeadTraits, LedgerEvent } from './events.ts'
import { ALL_CAMPAIGNS, ROLLUP_DIMENSIONS } from './lists.ts'
import { countsOf, type RollupDelta, rollupDeltas, rollupKey, sumDeltas } from './rollup-deltas.ts'
import { campaignId, capturedAt, capturedEvent, eventOf, traits } from './testing.ts'

const isMonthly = ({ dimension }: RollupDelta) => dimension.startsWith('month:')

const ofCampaign = (deltas: readonly RollupDelta[]) =>
  deltas
    .filter((delta) => delta.campaignId === campaignId && !isMonthly(delta))
    .map(({ dimension, value, n, total }) => `${dimension} ${value} ${n} ${total}`)

describe('counts of one lead', () => {
  test('an accepted lead of grade A with 85 points counts as accepted, and as having reached hot and hot accepted', () => {
    const counts = countsOf({ ...traits, grade: 'A', points: 85, review: 'accepted', trust: null })
    const told = counts.map(({ dimension, value, n, total }) => `${dimension} ${value} ${n} ${total}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'all  1 85',
        'grade A 1 85',
        'band 81-100 1 85',
        'status accepted 1 85',
        'reached hot 1 85',
        'reached hot_accepted 1 85',
      ]),
    )
    expect(told.filter((text) => text.startsWith('cell') || text.startsWith('trust'))).toEqual([])
  })
  test('the best lead with the best trust lies in the last cell', () => {
    const cell = (points: number, trust: number) =>
      countsOf({ ...traits, points, trust }).find(({ dimension }) => dimension === 'cell')?.value
    expect([cell(100, 100), cell(0, 0), cell(89, 60), cell(90, 59)]).toEqual(['9:9', '0:0', '8:6', '9:5'])
  })
  test('bars end at 20, 40, 60 and 80', () => {
    const band = (points: number) =>
      countsOf({ ...traits, points }).find(({ dimension }) => dimension === 'band')?.value
    expect([0, 20, 21, 40, 41, 60, 61, 80, 81, 100].map(band)).toEqual([
      ...['0-20', '0-20', '21-40', '21-40', '41-60'],
      ...['41-60', '61-80', '61-80', '81-100', '81-100'],
    ])
  })
  test('what is not known is counted as not known, except content, which then is not counted', () => {
    const counts = countsOf({ ...traits, industry: null, region: null, country: null, content: null })
    const values = (dimension: string) =>
      counts.filter((count) => count.dimension === dimension).map(({ value }) => value)
    expect([values('industry'), values('region'), values('country'), values('owner')]).toEqual([
      [''],
      [''],
      [''],
      [''],
    ])
    expect(values('content')).toEqual([])
  })
})

describe('moves of an event', () => {
  test("a lead counts on the organization's day, in its campaign and in all of them", () => {
    const deltas = rollupDeltas(capturedEvent(), 'Asia/Kolkata')
    const daysOf = (all: RollupDelta[]) =>
      new Set(all.filter((each) => !isMonthly(each)).map(({ day }) => day))
    expect(daysOf(deltas)).toEqual(new Set(['2026-03-11']))
    expect(daysOf(rollupDeltas(capturedEvent(), 'UTC'))).toEqual(new Set(['2026-03-10']))
    expect(new Set(deltas.map((delta) => delta.campaignId))).toEqual(new Set([campaignId, ALL_CAMPAIGNS]))
  })
  test('every day is also counted in its month', () => {
    const deltas = rollupDeltas(capturedEvent(), 'UTC')
    const [days, months] = [deltas.filter((each) => !isMonthly(each)), deltas.filter(isMonthly)]
    expect(months).toEqual(
      days.map((each) => ({ ...each, day: '2026-03-01', dimension: `month:${each.dimension}` })),
    )
  })
  test('a stage that changes a month later moves on the day of the capture, and nothing else moves', () => {
    const event = eventOf(
      'lead.stage_changed',
      {
        capturedAt,
        before: traits,
        after: { ...traits, stage: 'contacted' },
        from: 'new',
        to: 'contacted',
      },
      capturedAt + 30 * 86_400_000,
    )
    const deltas = rollupDeltas(event, 'UTC')
    expect(ofCampaign(deltas)).toEqual(['stage new -1 -72', 'stage contacted 1 72'])
    expect(deltas[0]?.day).toBe('2026-03-10')
  })
  test('a won deal brings its money, a change of its amount moves only the difference, losing it takes all back', () => {
    const change = (before: ['open' | 'won' | 'lost', number], after: ['open' | 'won' | 'lost', number]) =>
      ofCampaign(
        rollupDeltas(
          eventOf('deal.changed', {
            dealId: 'd',
            currency: 'USD',
            capturedAt,
            before: { stage: before[0], amountMinor: before[1] },
            after: { stage: after[0], amountMinor: after[1] },
          }),
          'UTC',
        ),
      )
    expect(change(['open', 500], ['won', 30_000])).toEqual([
      'won USD 1 30000',
      'pipeline USD -1 -500',
      'booked USD 1 30000',
      'ended won:proposal 1 0',
    ])
    expect(change(['won', 30_000], ['won', 35_000])).toEqual(['won USD 0 5000', 'booked USD 0 5000'])
    expect(change(['won', 35_000], ['lost', 35_000])).toEqual([
      'won USD -1 -35000',
      'booked USD -1 -35000',
      'ended won:proposal -1 0',
      'ended lost:proposal 1 0',
    ])
    expect(change(['open', 1], ['open', 2])).toEqual(['pipeline USD 0 1'])
  })
  test('a deal stands in the pipeline from the day it was opened, and is booked on the day it was won', () => {
    const day = 86_400_000
    const about = { dealId: 'd', currency: 'USD', capturedAt }
    const opened = eventOf('deal.opened', { ...about, amountMinor: 500 }, capturedAt + day)
    const won = eventOf(
      'deal.changed',
      {
        ...about,
        before: { stage: 'open', amountMinor: 500, closedAt: null },
        after: { stage: 'won', amountMinor: 450, closedAt: capturedAt + 3 * day },
      },
      capturedAt + 3 * day,
    )
    const reopened = eventOf(
      'deal.changed',
      {
        ...about,
        before: { stage: 'won', amountMinor: 450, closedAt: capturedAt + 3 * day },
        after: { stage: 'open', amountMinor: 450, closedAt: null },
      },
      capturedAt + 9 * day,
    )
    const rowsOf = (events: readonly LedgerEvent[]) =>
      sumDeltas(events.flatMap((event) => rollupDeltas(event, 'UTC')))
        .filter((delta) => delta.campaignId === campaignId && !isMonthly(delta))
        .map(({ dimension, day: on, n, total }) => `${dimension} ${on} ${n} ${total}`)
    expect(rowsOf([opened, won])).toEqual([
      'pipeline 2026-03-11 1 500',
      'won 2026-03-10 1 450',
      'pipeline 2026-03-13 -1 -500',
      'booked 2026-03-13 1 450',
      'ended 2026-03-13 1 0',
    ])
    // Opened again, it was never booked; the pipeline has it back from that day on.
    expect(rowsOf([opened, won, reopened])).toEqual([
      'pipeline 2026-03-11 1 500',
      'pipeline 2026-03-13 -1 -500',
      'pipeline 2026-03-19 1 450',
    ])
  })
  test('a closed deal ends on the day it was closed, with the step it had come to, and leaves with its lead', () => {
    const day = 86_400_000
    const before = { stage: 'open' as const, amountMinor: 500, step: 'negotiation' as const, closedAt: null }
    const after = { ...before, stage: 'lost' as const, closedAt: capturedAt + 3 * day }
    const about = { dealId: 'd', currency: 'USD', capturedAt }
    const lost = eventOf('deal.changed', { ...about, before, after }, capturedAt + 5 * day)
    const presence = { capturedAt, traits, won: [], deals: [{ ...after, currency: 'USD' }] }
    const removed = eventOf('lead.removed', presence, capturedAt + 9 * day)
    const endsOf = (events: readonly LedgerEvent[]) =>
      sumDeltas(events.flatMap((event) => rollupDeltas(event, 'UTC')))
        .filter(({ dimension, campaignId: of }) => of === campaignId && dimension.endsWith('ended'))
        .map(({ dimension, day: on, value, n, total }) => `${dimension} ${on} ${value} ${n} ${total}`)
    expect(endsOf([lost])).toEqual([
      'ended 2026-03-13 lost:negotiation 1 0',
      'month:ended 2026-03-01 lost:negotiation 1 0',
    ])
    expect(endsOf([lost, removed])).toEqual([])
  })
  test('a removed lead takes its won money with it, and both come back together', () => {
    const won = [{ currency: 'USD', deals: 2, amountMinor: 900 }]
    const removed = rollupDeltas(eventOf('lead.removed', { capturedAt, traits, won }), 'UTC')
    expect(ofCampaign(removed)).toContain('won USD -2 -900')
    const restored = rollupDeltas(eventOf('lead.restored', { capturedAt, traits, won }), 'UTC')
    expect(sumDeltas([...removed, ...restored])).toEqual([])
  })
  test('a page view moves no number', () => {
    expect(rollupDeltas(eventOf('touch.viewed', { channel: 'direct', source: 'other' }), 'UTC')).toEqual([])
  })
})

type Operation = {
  kind: 'create' | 'change' | 'remove' | 'restore'
  pick: number
  traits: LeadTraits
  at: number
}
type Lead = { traits: LeadTraits; capturedAt: number; campaignId: string; removed: boolean }

const anyTraits: fc.Arbitrary<LeadTraits> = fc.record({
  grade: fc.constantFrom('A', 'B', 'C', 'D'),
  points: fc.integer({ min: 0, max: 100 }),
  stage: fc.constantFrom('new', 'contacted', 'qualified', 'proposal', 'won', 'lost'),
  review: fc.constantFrom('pending', 'accepted', 'rejected'),
  industry: fc.constantFrom(null, 'Retail', 'Energy'),
  country: fc.constantFrom(null, 'US', 'IN'),
  region: fc.constantFrom(null, 'CA', 'MH'),
  channel: fc.constantFrom('paid_search', 'direct', 'email'),
  source: fc.constantFrom('google', 'other'),
  content: fc.constantFrom(null, 'a', 'b'),
  ownerId: fc.constantFrom(null, 'mira', 'omar'),
  trust: fc.option(fc.integer({ min: 0, max: 100 })),
  everQualified: fc.boolean(),
})

const anyOperations = (length: number): fc.Arbitrary<Operation[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom('create', 'change', 'change', 'remove', 'restore'),
      pick: fc.nat(),
      traits: anyTraits,
      at: fc.integer({ min: 0, max: 20 * 86_400_000 }),
    }),
    { minLength: length, maxLength: length },
  )

const run = (operations: readonly Operation[]): { leads: Lead[]; events: LedgerEvent[] } => {
  const leads: Lead[] = []
  const events: LedgerEvent[] = []
  for (const { kind, pick, traits: next, at } of operations) {
    const lead = leads[pick % Math.max(1, leads.length)]
    if (kind === 'create' || !lead) {
      const campaign = pick % 3 === 0 ? 'one' : 'two'
      leads.push({ traits: next, capturedAt: capturedAt + at, campaignId: campaign, removed: false })
      events.push(capturedEvent(next, capturedAt + at, { campaignId: campaign }))
      continue
    }
    const of = { campaignId: lead.campaignId }
    const presence = { capturedAt: lead.capturedAt, traits: lead.traits, won: [] }
    if (kind === 'change' && !lead.removed) {
      const change = { capturedAt: lead.capturedAt, before: lead.traits, after: next, fields: [] }
      events.push(eventOf('lead.edited', change, capturedAt + at, of))
      lead.traits = next
    }
    if (kind === 'remove' && !lead.removed)
      events.push(eventOf('lead.removed', presence, capturedAt + at, of))
    if (kind === 'restore' && lead.removed)
      events.push(eventOf('lead.restored', presence, capturedAt + at, of))
    if (kind === 'remove') lead.removed = true
    if (kind === 'restore') lead.removed = false
  }
  return { leads, events }
}

/** Counted the plain way, one question at a time. */
const questions: [string, string, (lead: LeadTraits) => boolean][] = [
  ['all', '', () => true],
  ['grade', 'A', ({ grade }) => grade === 'A'],
  ['band', '41-60', ({ points }) => points > 40 && points <= 60],
  ['stage', 'won', ({ stage }) => stage === 'won'],
  ['review', 'accepted', ({ review }) => review === 'accepted'],
  ['status', 'hot', ({ review, grade }) => review === 'pending' && grade === 'A'],
  ['status', 'cold', ({ review, grade }) => review === 'pending' && (grade === 'C' || grade === 'D')],
  ['reached', 'hot_accepted', ({ review, grade }) => review === 'accepted' && grade === 'A'],
  ['reached', 'qualified', ({ everQualified }) => everQualified],
  ['industry', '', ({ industry }) => industry === null],
  ['country', 'US', ({ country }) => country === 'US'],
  ['region', 'MH', ({ region }) => region === 'MH'],
  ['channel', 'email', ({ channel }) => channel === 'email'],
  ['source', 'google', ({ source }) => source === 'google'],
  ['content', 'a', ({ content }) => content === 'a'],
  ['content_qualified', 'a', ({ content, everQualified }) => content === 'a' && everQualified],
  ['owner', 'mira', ({ ownerId }) => ownerId === 'mira'],
  ['trust', '', ({ trust }) => trust !== null],
  ['trust_band', '0-20', ({ trust }) => trust !== null && trust <= 20],
  [
    'cell',
    '3:7',
    ({ points, trust }) => points >= 30 && points < 40 && trust !== null && trust >= 70 && trust < 80,
  ],
]

const asked = (deltas: readonly RollupDelta[]) =>
  questions.map(([dimension, value]) =>
    deltas
      .filter((row) => row.campaignId === ALL_CAMPAIGNS && row.dimension === dimension && row.value === value)
      .reduce((sum, { n }) => sum + n, 0),
  )

describe('laws', () => {
  test('every grouping but the money is asked about below', () => {
    const money = ['won', 'booked', 'ended', 'pipeline', 'spend', 'impressions', 'clicks']
    expect(new Set([...questions.map(([dimension]) => dimension), ...money])).toEqual(
      new Set(ROLLUP_DIMENSIONS),
    )
  })
  test('after 10,000 random captures, changes, removals and returns the rollups equal a fresh count', () => {
    fc.assert(
      fc.property(anyOperations(500), (operations) => {
        const { leads, events } = run(operations)
        const present = leads.filter(({ removed }) => !removed)
        const moved = sumDeltas(events.flatMap((event) => rollupDeltas(event, 'Asia/Kolkata')))
        const fresh = sumDeltas(
          present.flatMap((lead) =>
            rollupDeltas(capturedEvent(lead.traits, lead.capturedAt, lead), 'Asia/Kolkata'),
          ),
        )
        const sorted = (deltas: RollupDelta[]) =>
          deltas.map((delta) => `${rollupKey(delta)} ${delta.n} ${delta.total}`).sort()
        expect(sorted(moved)).toEqual(sorted(fresh))
        expect(asked(moved)).toEqual(
          questions.map(([, , holds]) => present.filter((lead) => holds(lead.traits)).length),
        )
      }),
      { numRuns: 20 },
    )
  }, 60_000)
  test('the order in which events are folded, and in how many lots, makes no difference', () => {
    fc.assert(
      fc.property(anyOperations(30), fc.integer({ min: 1, max: 7 }), (operations, lot) => {
        const { events } = run(operations)
        const forward = sumDeltas(events.flatMap((event) => rollupDeltas(event, 'UTC')))
        const lots: RollupDelta[] = []
        const backward = [...events].reverse()
        for (let at = 0; at < backward.length; at += lot)
          lots.push(...sumDeltas(backward.slice(at, at + lot).flatMap((event) => rollupDeltas(event, 'UTC'))))
        const sorted = (deltas: RollupDelta[]) =>
          deltas.map((delta) => `${rollupKey(delta)} ${delta.n} ${delta.total}`).sort()
        expect(sorted(sumDeltas(lots))).toEqual(sorted(forward))
      }),
      { numRuns: 50 },
    )
  })
})
