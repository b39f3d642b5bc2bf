import { CHANNELS } from '@tributary/leads/lists'
import { describe, expect, it } from 'vitest'
import type { ScoringFacts } from './facts.ts'
import { scoreInNumbers } from './points.ts'
import { type ScoringRules, standardScoringRules } from './rules.ts'
import { decodeReasons, encodeReasons, explainScore, scoreLead } from './score-lead.ts'

/** The example request of the brief: everything asked for, a complete form, paid search, no telemetry. */
const example: ScoringFacts = {
  emailKind: 'business',
  phoneGiven: true,
  companyGiven: true,
  serviceInterest: 'specific',
  urgency: 'high',
  budgetGiven: true,
  secondsOnPage: null,
  formCompletion: 'all',
  returnVisitor: false,
  channel: 'paid_search',
}
const perfect: ScoringFacts = { ...example, secondsOnPage: 200, returnVisitor: true }
const nothing: ScoringFacts = {
  emailKind: 'unknown',
  phoneGiven: false,
  companyGiven: false,
  serviceInterest: 'none',
  urgency: null,
  budgetGiven: false,
  secondsOnPage: null,
  formCompletion: 'unknown',
  returnVisitor: false,
  channel: 'unknown',
}
const pointsFor = (facts: Partial<ScoringFacts>, base = nothing) => scoreLead({ ...base, ...facts }).points
const earned = (facts: Partial<ScoringFacts>) => pointsFor(facts) - pointsFor({})

describe('the worked examples of the brief', () => {
  it('the example request is 25 + 35 + 10 + 15 = 85, an A', () => {
    const score = scoreLead(example)
    expect(score).toMatchObject({ points: 85, grade: 'A', version: 1 })
    expect(score.groups).toEqual([
      { group: 'contact', points: 25, cap: 25 },
      { group: 'intent', points: 35, cap: 35 },
      { group: 'behaviour', points: 10, cap: 25 },
      { group: 'source', points: 15, cap: 15 },
    ])
  })

  it('more than three minutes make it 95, a return visit too makes it 100', () => {
    expect(pointsFor({ secondsOnPage: 181 }, example)).toBe(95)
    expect(pointsFor({ secondsOnPage: 181, returnVisitor: true }, example)).toBe(100)
  })

  it.each([
    ['paid_search', 100],
    ['organic_search', 95],
    ['direct', 93],
    ['social', 90],
    ['email', 88],
    ['unknown', 85],
    ['referral', 85],
    ['paid_social', 85],
    ['display', 85],
    ['messenger', 85],
  ] as const)('a lead perfect in everything else from %s is %i', (channel, points) => {
    expect(pointsFor({ channel }, perfect)).toBe(points)
  })

  it('a free-mail address can reach 85, and 70 (a B) without telemetry', () => {
    expect(pointsFor({ emailKind: 'free' }, perfect)).toBe(85)
    expect(scoreLead({ ...example, emailKind: 'free' })).toMatchObject({ points: 70, grade: 'B' })
  })
})

describe('the edges the brief left open', () => {
  it.each([
    [null, 0],
    [0, 0],
    [59, 0],
    [59.999, 0],
    [60, 5],
    [180, 5],
    [180.001, 10],
    [181, 10],
    [-1, 0],
    [Number.NaN, 0],
  ])('%s seconds on the page earn %i', (secondsOnPage, points) => {
    expect(earned({ secondsOnPage })).toBe(points)
  })

  it('no urgency earns nothing, and an emergency earns what high urgency earns', () => {
    expect([earned({ urgency: 'emergency' }), earned({ urgency: 'high' })]).toEqual([15, 15])
    expect([earned({ urgency: 'medium' }), earned({ urgency: 'low' }), earned({ urgency: null })]).toEqual([
      10, 5, 0,
    ])
  })

  it('only a business address earns its points: free, disposable and not yet known earn none', () => {
    const kinds = ['business', 'free', 'disposable', 'unknown'] as const
    expect(kinds.map((emailKind) => earned({ emailKind }))).toEqual([15, 0, 0, 0])
  })

  it('an entry by hand has no form, and still earns what the required fields earn', () => {
    expect(scoreLead(nothing)).toMatchObject({ points: 5, grade: 'D' })
    expect(earned({ formCompletion: 'required' })).toBe(0)
    expect(earned({ formCompletion: 'all' })).toBe(5)
  })

  it('every channel has its points in the table, and the table can be edited', () => {
    expect(Object.keys(standardScoringRules.points.channel).sort()).toEqual([...CHANNELS].sort())
    const { points } = standardScoringRules
    const edited: ScoringRules = {
      ...standardScoringRules,
      version: 2,
      points: { ...points, channel: { ...points.channel, referral: 12 } },
    }
    expect(scoreLead({ ...nothing, channel: 'referral' }, edited)).toMatchObject({ points: 17, version: 2 })
  })
})

describe('reasons', () => {
  it('stand in fixed order with words, points and the most they could be, also where nothing was earned', () => {
    expect(scoreLead({ ...example, budgetGiven: false, channel: 'referral' }).reasons).toEqual([
      { rule: 'business-email', group: 'contact', label: 'Business e-mail', points: 15, of: 15 },
      { rule: 'phone', group: 'contact', label: 'Phone number', points: 5, of: 5 },
      { rule: 'company', group: 'contact', label: 'Company', points: 5, of: 5 },
      { rule: 'service', group: 'intent', label: 'Service named', points: 15, of: 15 },
      { rule: 'urgency', group: 'intent', label: 'Urgency', points: 15, of: 15 },
      { rule: 'budget', group: 'intent', label: 'Budget indicated', points: 0, of: 5 },
      { rule: 'time-on-page', group: 'behaviour', label: 'Time on the page', points: 0, of: 10 },
      { rule: 'form-completion', group: 'behaviour', label: 'Form filled in', points: 10, of: 10 },
      { rule: 'return-visitor', group: 'behaviour', label: 'Returning visitor', points: 0, of: 5 },
      { rule: 'channel', group: 'source', label: 'Channel', points: 0, of: 15 },
    ])
  })

  it('are ten small numbers in the ledger, and the whole score again from them', () => {
    const score = scoreLead(example)
    expect(scoreInNumbers(example)).toEqual({
      points: 85,
      grade: 'A',
      version: 1,
      earned: [15, 5, 5, 15, 15, 5, 0, 10, 0, 15],
    })
    expect(encodeReasons(score.reasons)).toEqual(scoreInNumbers(example).earned)
    expect(decodeReasons(encodeReasons(score.reasons))).toEqual(score.reasons)
    expect(explainScore(encodeReasons(score.reasons))).toEqual(score)
  })

  it('of another shape are refused', () => {
    expect(() => decodeReasons([15, 5, 5])).toThrow(RangeError)
  })

  it('of a group above its cap earn less from the back, so that they still add up', () => {
    const { points } = standardScoringRules
    const generous: ScoringRules = { ...standardScoringRules, points: { ...points, phone: 8, company: 8 } }
    expect(scoreInNumbers(example, generous).earned.slice(0, 3)).toEqual([15, 8, 2])
    expect(scoreLead(example, generous).points).toBe(85)
  })
})
