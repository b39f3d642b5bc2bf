import { describe, expect, it } from 'vitest'
import { placeOnBands } from './standing-charts.tsx'

describe('grade lines on the score bands', () => {
  it('grade A from 80 begins just before the last of five bars', () => {
    expect(placeOnBands(80)).toBeCloseTo((3 + 19 / 20) / 5)
  })
  it('the axis begins at 0 and a band begins where the one before ends', () => {
    expect(placeOnBands(0)).toBe(0)
    expect(placeOnBands(21)).toBeCloseTo(1 / 5)
    expect(placeOnBands(81)).toBeCloseTo(4 / 5)
  })
})
