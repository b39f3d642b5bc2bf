import { describe, expect, test } from 'vitest'
import { addHeld, noneHeld, shareHeld } from './held.ts'
import { JUDGED_MODELS, judgeAttribution } from './judge-attribution.ts'
import { judgeBias } from './judge-bias.ts'
import { judgeProbability } from './judge-probability.ts'
import { judgeWeights } from './judge-weights.ts'

/** `pnpm verify estimates` does the same with 100 markets and narrower bounds. */
describe('estimates against markets whose truth is known', () => {
  test('90 % intervals of attribution hold what the model says of an endless sample, four times in five at least', () => {
    const total = noneHeld()
    for (const seed of [1, 2, 3]) {
      const verdict = judgeAttribution(seed, { customers: 1000, longRun: 6000, samples: 60 })
      expect(Object.keys(verdict)).toEqual([...JUDGED_MODELS])
      for (const { conversions, value } of Object.values(verdict)) {
        addHeld(total, conversions)
        addHeld(total, value)
      }
    }
    expect(shareHeld(total)).toBeGreaterThan(0.8)
    expect(shareHeld(total)).toBeLessThan(0.98)
  }, 30_000)

  test('win probabilities of 2,000 deals lie within six points of the truth, inside their interval most of the time', () => {
    const held = noneHeld()
    let [error, base] = [0, 0]
    for (const seed of [1, 2, 3, 4]) {
      const verdict = judgeProbability(seed, { deals: 2000, judged: 300 })
      if (!verdict) throw new Error(`the model abstains in market ${seed}`)
      addHeld(held, verdict.held)
      error += verdict.error / 4
      base += verdict.baseError / 4
      expect(verdict.sum).toBeGreaterThan(0.9)
      expect(verdict.sum).toBeLessThan(1.1)
    }
    expect(error).toBeLessThan(0.06)
    expect(base).toBeGreaterThan(0.1)
    expect(shareHeld(held)).toBeGreaterThan(0.8)
    expect(shareHeld(held)).toBeLessThan(0.98)
  }, 30_000)

  test('planted weights come back: numbers within 0.1 for a standard deviation, none five standard errors away', () => {
    for (const seed of [1, 2, 3]) {
      const { numbers, farthest } = judgeWeights(seed, 3000)
      expect(numbers).toBeLessThan(0.1)
      expect(farthest).toBeLessThan(5)
    }
  }, 30_000)

  test('every model stands away from the cause, and each by its own: the last touch for the searched, the first for the shown', () => {
    const { fair, credited } = judgeBias(1, 4000)
    for (const shares of Object.values(credited)) {
      const sum = Object.values(shares).reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(1, 9)
      expect(Math.abs(shares.paid_search - fair.paid_search)).toBeGreaterThan(0.005)
    }
    expect(credited['last']!.direct).toBeGreaterThan(credited['first']!.direct)
  }, 30_000)
})
