import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PUBLIC_STATUSES, STAGES } from './lists.ts'
import {
  everQualified,
  isClosed,
  moveStage,
  nextStages,
  publicStatus,
  stageFromDeals,
  stageOfPublicStatus,
} from './stages.ts'

describe('moving a lead through the pipeline', () => {
  it('a proposal needs a deal', () => {
    expect(moveStage('qualified', 'proposal')).toEqual({
      kind: 'moved',
      from: 'qualified',
      to: 'proposal',
      reopened: false,
      needsDeal: true,
      closesDeals: null,
    })
  })

  it('losing a lead closes its deals and needs none', () => {
    expect(moveStage('proposal', 'lost')).toMatchObject({
      kind: 'moved',
      needsDeal: false,
      closesDeals: 'lost',
    })
  })

  it('a lost lead has to be opened before it can be won', () => {
    expect(moveStage('lost', 'won')).toEqual({
      kind: 'refused',
      reason: 'not_allowed',
      from: 'lost',
      to: 'won',
      allowed: ['new', 'contacted', 'qualified', 'proposal'],
    })
    expect(moveStage('lost', 'proposal')).toMatchObject({ kind: 'moved', reopened: true })
  })

  it('a won lead can only be opened again as a proposal', () => {
    expect(nextStages('won')).toEqual(['proposal'])
    expect(moveStage('won', 'lost').kind).toBe('refused')
  })

  it('moving a lead where it is changes nothing', () => {
    for (const stage of STAGES) expect(moveStage(stage, stage)).toEqual({ kind: 'unchanged', stage })
  })

  it('a lead can get from every stage to every other', () => {
    for (const from of STAGES) {
      const reached = new Set([from])
      for (const stage of reached) for (const next of nextStages(stage)) reached.add(next)
      expect(reached.size).toBe(STAGES.length)
    }
  })

  it('whatever moves are tried, a lead leaves won or lost only by being reopened', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STAGES)), (wishes) => {
        let stage = STAGES[0] as (typeof STAGES)[number]
        for (const wish of wishes) {
          const move = moveStage(stage, wish)
          if (move.kind !== 'moved') continue
          expect(move.reopened).toBe(isClosed(stage))
          stage = move.to
        }
      }),
    )
  })
})

describe('the stage its deals give a lead', () => {
  it('is won when any is won, else proposal while one is open, else lost', () => {
    expect(stageFromDeals(['lost', 'open', 'won'])).toBe('won')
    expect(stageFromDeals(['lost', 'open'])).toBe('proposal')
    expect(stageFromDeals(['lost', 'lost'])).toBe('lost')
  })

  it('is none without deals', () => {
    expect(stageFromDeals([])).toBeUndefined()
  })
})

describe('leads that were ever qualified', () => {
  it('count also after they were lost', () => {
    expect(everQualified(['new', 'qualified', 'lost'])).toBe(true)
    expect(everQualified(['new', 'proposal'])).toBe(true)
    expect(everQualified(['won'])).toBe(true)
  })

  it('do not count when they were lost before', () => {
    expect(everQualified(['new', 'contacted', 'lost'])).toBe(false)
    expect(everQualified([])).toBe(false)
  })
})

describe('the words of the public API', () => {
  it('are the six of the brief, one for each stage', () => {
    expect(STAGES.map(publicStatus)).toEqual(PUBLIC_STATUSES)
    expect(publicStatus('won')).toBe('closed_won')
  })

  it('lead back to the stage', () => {
    for (const stage of STAGES) expect(stageOfPublicStatus(publicStatus(stage))).toBe(stage)
  })
})
