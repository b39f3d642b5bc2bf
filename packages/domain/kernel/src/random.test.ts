import { describe, expect, test } from 'vitest'
import { distanceKm } from './distance.ts'
import { seededRandom } from './random.ts'

describe('seeded chance', () => {
  test('the same seed and stream give the same numbers, another stream others', () => {
    const draw = (seed: number, stream: string) => Array.from({ length: 5 }, seededRandom(seed, stream).next)
    expect(draw(7, 'a')).toEqual(draw(7, 'a'))
    expect(draw(7, 'a')).not.toEqual(draw(7, 'b'))
    expect(draw(7, 'a')).not.toEqual(draw(8, 'a'))
  })
  test('numbers are even, normal deviates have mean 0 and deviation 1', () => {
    const random = seededRandom(1)
    const n = 100_000
    const bins = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < n; i++) bins[random.below(10)]! += 1
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0)
    expect(chiSquare).toBeLessThan(27.9) // 99.9 % quantile at 9 degrees of freedom
    const normals = Array.from({ length: n }, random.normal)
    const mean = normals.reduce((a, b) => a + b, 0) / n
    const variance = normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
    expect(Math.abs(mean)).toBeLessThan(0.011)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
  })
  test('weights decide how often', () => {
    const random = seededRandom(3)
    const counts = [0, 0, 0]
    for (let i = 0; i < 60_000; i++) counts[random.weighted([1, 2, 3])]! += 1
    expect(counts.map((count) => Math.round(count / 1000))).toEqual([10, 20, 30])
  })
})

describe('distance', () => {
  test('Pune to Mumbai is about 120 km, a place to itself 0, pole to pole half the earth', () => {
    expect(
      distanceKm({ latitude: 18.5204, longitude: 73.8567 }, { latitude: 19.076, longitude: 72.8777 }),
    ).toBeCloseTo(120.2, 0)
    expect(distanceKm({ latitude: 10, longitude: 10 }, { latitude: 10, longitude: 10 })).toBe(0)
    expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 })).toBeCloseTo(
      20015.1,
      0,
    )
  })
})
