import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateWin, likelyToWin, type WinEstimate } from './estimate-win.ts'
import type { Features } from './features.ts'
import { sigmoid } from './logistic.ts'
import { examplesOf, plantedDeals } from './testing.ts'
import { trainWinModel } from './train-win-model.ts'
import type { WinModel } from './win-model.ts'

const actions = [
  { name: 'One more touch', feature: 'touches', add: 1 },
  { name: 'Make it an opportunity', feature: 'stage', set: 'Opportunity' },
] as const
const deals = plantedDeals(2, 1500, ({ touches, industry }) => (industry === 'it' ? 0.9 * (touches - 2) : 0))
const model = trainWinModel(examplesOf(deals), { actions })
const small = trainWinModel(examplesOf(plantedDeals(3, 200)))

const anyDeal: fc.Arbitrary<Features> = fc.record(
  {
    industry: fc.constantFrom('bank', 'build', 'it', 'space', '', null),
    touches: fc.option(fc.integer({ min: -5, max: 50 })),
    size: fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constantFrom(null, Number.NaN)),
    stage: fc.constantFrom('SQL', 'Opportunity', 'MQL', null),
    noise: fc.option(fc.double({ min: -3, max: 3, noNaN: true })),
  },
  { requiredKeys: [] },
)

const sure = (estimate: WinEstimate): WinEstimate & { kind: 'estimate' } => {
  if (estimate.kind !== 'estimate') throw new Error('the model abstains')
  return estimate
}

describe('an estimate', () => {
  it('has reasons that add up to its logit exactly', () => {
    fc.assert(
      fc.property(anyDeal, fc.constantFrom(model, small), (deal, by) => {
        const { base, reasons, logit, probability } = sure(estimateWin(by, deal))
        expect(reasons.reduce((sum, { contribution }) => sum + contribution, base)).toBe(logit)
        expect(sigmoid(logit)).toBe(probability)
      }),
    )
  })

  it('lies strictly between 0 and 1, inside its interval', () => {
    fc.assert(
      fc.property(anyDeal, (deal) => {
        const { low, probability, high } = sure(estimateWin(model, deal))
        expect(low).toBeGreaterThan(0)
        expect(low).toBeLessThan(probability)
        expect(probability).toBeLessThan(high)
        expect(high).toBeLessThan(1)
      }),
    )
  })

  it('is identical after the model went through JSON', () => {
    const reloaded = JSON.parse(JSON.stringify(model)) as WinModel
    fc.assert(
      fc.property(anyDeal, (deal) => {
        expect(estimateWin(reloaded, deal)).toEqual(estimateWin(model, deal))
      }),
    )
    expect(reloaded).toEqual(model)
  })

  it('never falls when a single feature with a positive weight grows', () => {
    const plain = trainWinModel(examplesOf(deals), {
      features: [{ name: 'size', kind: 'numeric' }],
      shapes: ['plain'],
    })
    const size = fc.double({ min: -6, max: 6, noNaN: true })
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => sure(estimateWin(plain, { size: x })))
        expect(low!.probability).toBeLessThanOrEqual(high!.probability)
      }),
    )
  })

  it('ignores what the model was not trained on, such as a field written after the snapshot', () => {
    const deal = deals[0]!.example.features
    expect(estimateWin(model, { ...deal, lost_reason: 'price', closed_by: 7 })).toEqual(
      estimateWin(model, deal),
    )
  })

  it('is less sure where a category was never seen or a number is missing, and says which', () => {
    const deal = { industry: 'it', touches: 2, size: 0, stage: 'SQL', noise: 0 }
    const known = sure(estimateWin(small, deal))
    const width = ({ low, high }: { low: number; high: number }) =>
      Math.log(high / (1 - high)) - Math.log(low / (1 - low))
    const unseen = sure(estimateWin(small, { ...deal, industry: 'space' }))
    expect(unseen.reasons.find(({ feature }) => feature === 'industry')?.remark).toBe('unseen')
    expect(width(unseen)).toBeGreaterThan(width(known))
    const missing = sure(estimateWin(small, { ...deal, touches: null }))
    expect(missing.reasons.find(({ feature }) => feature === 'touches')?.remark).toBe('missing')
    expect(width(missing)).toBeGreaterThan(width(known))
    const beyond = sure(estimateWin(small, { ...deal, touches: 99 }))
    expect(beyond.reasons.find(({ feature }) => feature === 'touches')?.remark).toBe('beyond')
    expect(beyond.probability).toBe(sure(estimateWin(small, { ...deal, touches: 4 })).probability)
  })

  it('takes a missing value as a fact of its own where training knew it', () => {
    const withGaps = examplesOf(plantedDeals(8, 2000)).map((example, i) =>
      i % 4 === 0
        ? { ...example, won: i % 12 === 0, features: { ...example.features, size: null } }
        : example,
    )
    const trained = trainWinModel(withGaps, { shapes: ['plain'] })
    const term = trained.fit!.terms.find(({ feature }) => feature === 'size')!
    expect(trained.fit!.weights[term.column + term.columns - 1]).toBeLessThan(-0.1)
  })

  it('tells what one action would change, and nothing where it is done already', () => {
    const deal = { industry: 'it', touches: 2, size: 0, stage: 'Opportunity', noise: 0 }
    const { changes, probability } = sure(estimateWin(model, deal))
    expect(changes.map(({ action }) => action)).toEqual(['One more touch'])
    const then = sure(estimateWin(model, { ...deal, touches: 3 }))
    expect(changes[0]).toEqual({
      action: 'One more touch',
      probability: then.probability,
      low: then.low,
      high: then.high,
      difference: then.probability - probability,
    })
  })

  it('keeps the version of its model, which changes with the model', () => {
    expect(sure(estimateWin(model, {})).model).toBe(model.version)
    expect(small.version).not.toBe(model.version)
  })

  it('lists the deals that reach the threshold, the surest first', () => {
    const rows = deals.map(({ example }) => example)
    const likely = likelyToWin(model, rows, 0.7)
    expect(likely.length).toBe(
      rows.filter(({ features }) => sure(estimateWin(model, features)).probability >= 0.7).length,
    )
    expect(likely.length).toBeGreaterThan(0)
    expect(likely.map(({ estimate }) => estimate.probability)).toEqual(
      likely.map(({ estimate }) => estimate.probability).sort((a, b) => b - a),
    )
  })
})

describe('under the gate', () => {
  const few = examplesOf(plantedDeals(9, 60))
  const abstaining = trainWinModel(few)

  it('gives the base rate of the stage with its interval, and says why', () => {
    const closed = few.filter(({ features }) => features.stage === 'SQL')
    const won = closed.filter((example) => example.won).length
    const estimate = estimateWin(abstaining, { stage: 'SQL', touches: 4 })
    expect(estimate).toMatchObject({
      kind: 'base-rate',
      stage: 'SQL',
      won,
      closed: closed.length,
      probability: won / closed.length,
    })
    if (estimate.kind !== 'base-rate') throw new Error('it did not abstain')
    expect(estimate.because).toContain('an estimate needs 40 and 40')
    expect(estimate.low).toBeLessThan(estimate.probability)
    expect(estimate.high).toBeGreaterThan(estimate.probability)
  })

  it('gives the base rate of all deals for a stage that no closed deal was in', () => {
    const won = few.filter((example) => example.won).length
    expect(estimateWin(abstaining, { stage: 'MQL' })).toMatchObject({
      stage: null,
      closed: 60,
      probability: won / 60,
    })
  })

  it('says that nothing is known before the first deal is closed', () => {
    expect(estimateWin(trainWinModel([]), {})).toMatchObject({
      kind: 'unknown',
      because: 'No deal has been closed yet.',
    })
  })

  it('opens exactly at the gate', () => {
    const won = examplesOf(plantedDeals(10, 400)).filter((example) => example.won)
    const lost = examplesOf(plantedDeals(10, 400)).filter((example) => !example.won)
    expect(trainWinModel([...won.slice(0, 39), ...lost.slice(0, 60)]).fit).toBeNull()
    expect(trainWinModel([...won.slice(0, 40), ...lost.slice(0, 40)]).fit).not.toBeNull()
  })
})
