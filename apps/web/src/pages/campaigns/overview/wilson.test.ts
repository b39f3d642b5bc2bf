import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateInterval } from './wilson.ts'

describe('how sure a rate is', () => {
  it('one of one may be anything from 21 to 100 percent', () => {
    const { low, high } = rateInterval(1, 1)
    expect(low).toBeCloseTo(0.2065, 3)
    expect(high).toBe(1)
  })
  it('18 of 45 lies between 27 and 54 percent', () => {
    const { low, high } = rateInterval(18, 45)
    expect(low).toBeCloseTo(0.2702, 3)
    expect(high).toBeCloseTo(0.5454, 3)
  })
  it('the measured rate always lies inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (n, some) => {
        const hits = Math.min(n, some)
        const { low, high } = rateInterval(hits, n)
        expect(low).toBeLessThanOrEqual(hits / n + 1e-9)
        expect(high).toBeGreaterThanOrEqual(hits / n - 1e-9)
      }),
    )
  })
})
