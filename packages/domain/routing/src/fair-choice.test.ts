import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseFairly, LEAD_UNITS, shareChanges } from './fair-choice.ts'
import { measured } from './testing.ts'

const everyone = (weights: readonly number[]) => weights.map((_, i) => i)

/** Gives away leads one after another and returns who got them. */
const giveAway = (weights: readonly number[], leads: number): number[] => {
  const shares = weights.map(() => 0)
  const available = everyone(weights)
  return Array.from({ length: leads }, () => {
    const chosen = chooseFairly({ shares, weights, available })
    shareChanges({ weights, available }, chosen).forEach((change, i) => {
      shares[i] = (shares[i] ?? 0) + change
    })
    return chosen
  })
}

/** The furthest that anyone ever was from the weighted share, counted from the leads alone, times the total weight. */
const furthest = (weights: readonly number[], order: readonly number[]): number => {
  const total = weights.reduce((a, b) => a + b, 0)
  const got = weights.map(() => 0)
  let most = 0
  order.forEach((chosen, t) => {
    got[chosen] = (got[chosen] ?? 0) + 1
    weights.forEach((w, i) => {
      most = Math.max(most, Math.abs(w * (t + 1) - (got[i] ?? 0) * total))
    })
  })
  return most / total
}

describe('a fair choice', () => {
  it('gives weights 2 and 1 the order first, second, first', () => {
    expect(giveAway([2, 1], 6)).toEqual([0, 1, 0, 0, 1, 0])
  })

  it('takes turns where all weights are equal', () => {
    expect(giveAway([1, 1, 1], 6)).toEqual([0, 1, 2, 0, 1, 2])
  })

  it('chooses nobody where nobody is available', () => {
    expect(chooseFairly({ shares: [0], weights: [1], available: [] })).toBe(-1)
  })

  it('gives weights 1, 2, 3 and 7 exactly their parts of every 13 leads', () => {
    const order = giveAway([1, 2, 3, 7], 130)
    for (let round = 0; round < 10; round++) {
      const counts = [0, 0, 0, 0]
      for (const i of order.slice(round * 13, round * 13 + 13)) counts[i] = (counts[i] ?? 0) + 1
      expect(counts).toEqual([1, 2, 3, 7])
    }
  })

  it('never lets anyone be one lead from the weighted share while the same people are available', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 30 }), (weights) => {
        const bound = 1 - 1 / (2 * weights.length - 2)
        expect(furthest(weights, giveAway(weights, 600))).toBeLessThanOrEqual(bound + 1e-12)
      }),
      { numRuns: 300, seed: 11 },
    )
  })

  it('keeps that promise for the weights 1, 2, 3 and 7 in teams of every size up to 25', () => {
    const random = seededRandom(7)
    let most = 0
    for (let size = 2; size <= 25; size++)
      for (let k = 0; k < 20; k++) {
        const weights = Array.from({ length: size }, () => random.pick([1, 2, 3, 7]))
        most = Math.max(most, furthest(weights, giveAway(weights, 1000)))
      }
    measured(`fairness, unchanged availability: at most ${most.toFixed(3)} of a lead from the weighted share`)
    expect(most).toBeLessThan(1)
  })

  it('owes everything it takes: the shares of a pool always add up to zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }), (weights) => {
        const changes = shareChanges({ weights, available: everyone(weights) }, 0)
        expect(changes.reduce((a, b) => a + b, 0)).toBe(0)
        expect(changes.every((change) => Number.isSafeInteger(change))).toBe(true)
      }),
      { seed: 12 },
    )
  })

  it('is divisible without a remainder by every total weight up to 30', () => {
    for (let total = 1; total <= 30; total++) expect(LEAD_UNITS % total).toBe(0)
  })
})
