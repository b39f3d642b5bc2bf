import { describe, expect, it } from 'vitest'
import { changesOf, changesToReach } from './changes-to-reach.ts'
import type { ScoringFacts } from './facts.ts'
import { possibleChanges } from './possible-changes.ts'
import { type ScoringRules, standardScoringRules } from './rules.ts'

/** 15 + 5 + 15 + 5 + 10 = 50, a C. */
const lead: ScoringFacts = {
  emailKind: 'business',
  phoneGiven: false,
  companyGiven: true,
  serviceInterest: 'specific',
  urgency: null,
  budgetGiven: false,
  secondsOnPage: null,
  formCompletion: 'required',
  returnVisitor: false,
  channel: 'organic_search',
}
const everythingTold: ScoringFacts = {
  ...lead,
  phoneGiven: true,
  urgency: 'high',
  budgetGiven: true,
  secondsOnPage: 300,
  formCompletion: 'all',
  returnVisitor: true,
}
const withCuts = (A: number, B: number, C: number): ScoringRules => ({
  ...standardScoringRules,
  grades: { A, B, C },
})

describe('what would make it a better grade', () => {
  it('a C of 50 becomes a B by one question that adds exactly what is missing', () => {
    expect(changesToReach(lead)).toEqual({
      kind: 'changes',
      grade: 'B',
      points: 50,
      pointsAfter: 60,
      ask: [
        {
          rule: 'urgency',
          way: 'ask',
          label: 'Ask how soon they need it (medium urgency)',
          set: { urgency: 'medium' },
          points: 10,
        },
      ],
      enrich: [],
      wait: [],
    })
  })

  it('the way to an A is told on request, however far it is', () => {
    const way = changesToReach(lead, standardScoringRules, 'A')
    expect(way).toMatchObject({ kind: 'changes', grade: 'A', pointsAfter: 80 })
    expect(changesOf(way).map(({ rule, points }) => [rule, points])).toEqual([
      ['urgency', 15],
      ['budget', 5],
      ['time-on-page', 10],
    ])
  })

  it('asking comes before looking up, and looking up before waiting', () => {
    const near = { ...lead, companyGiven: false, urgency: 'medium' } as const
    expect(changesOf(changesToReach(near))).toMatchObject([{ rule: 'urgency', way: 'ask' }])
    const asked = { ...near, urgency: 'high', phoneGiven: true, budgetGiven: true } as const
    const lookUp = changesToReach({ ...asked, channel: 'unknown' }, withCuts(90, 65, 40))
    expect(changesOf(lookUp)).toMatchObject([{ rule: 'company', way: 'enrich' }])
  })

  it('an unknown e-mail domain is looked up, a free-mail sender is asked for a business address', () => {
    const wayFor = (emailKind: ScoringFacts['emailKind']) =>
      changesOf(changesToReach({ ...everythingTold, emailKind, channel: 'unknown' })).map(
        (change) => change.way,
      )
    expect(wayFor('unknown')).toEqual(['enrich'])
    expect(wayFor('free')).toEqual(['ask'])
    expect(wayFor('disposable')).toEqual(['ask'])
  })

  it('the company behind a business domain is looked up, otherwise the lead is asked', () => {
    const wayFor = (emailKind: ScoringFacts['emailKind'], rules: ScoringRules) =>
      changesOf(changesToReach({ ...everythingTold, emailKind, companyGiven: false }, rules)).map(
        ({ rule, way }) => [rule, way],
      )
    expect(wayFor('business', withCuts(95, 60, 40))).toEqual([['company', 'enrich']])
    expect(wayFor('free', withCuts(80, 60, 40))).toEqual([['company', 'ask']])
  })

  it('an emergency is never suggested where high urgency earns the same', () => {
    const way = changesToReach({ ...lead, urgency: 'low' }, withCuts(65, 60, 40), 'A')
    expect(changesOf(way)).toMatchObject([{ set: { urgency: 'high' }, points: 10 }])
  })

  it('a bolder claim is possible only where it earns more', () => {
    const levels = possibleChanges(lead, standardScoringRules)
      .flat()
      .filter(({ rule }) => rule === 'urgency')
    expect(levels.map(({ set }) => set.urgency)).toEqual(['low', 'medium', 'high'])
  })

  it('an A has nothing to reach', () => {
    expect(changesToReach(everythingTold)).toEqual({ kind: 'reached', grade: 'A', points: 95 })
    expect(changesToReach(lead, standardScoringRules, 'C')).toEqual({
      kind: 'reached',
      grade: 'C',
      points: 50,
    })
  })

  it('a grade that only another channel could reach is out of reach, with the best there is', () => {
    expect(changesToReach({ ...lead, channel: 'referral' }, withCuts(90, 60, 30), 'A')).toEqual({
      kind: 'out-of-reach',
      grade: 'A',
      points: 40,
      best: 85,
    })
  })

  it('with the standard rules an A is in reach from every channel', () => {
    for (const channel of ['unknown', 'referral', 'messenger'] as const) {
      expect(changesToReach({ ...lead, channel }, standardScoringRules, 'A').kind).toBe('changes')
    }
  })
})
