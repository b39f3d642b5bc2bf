import { describe, expect, it } from 'vitest'
import { inThirty } from './kpi-strip.tsx'

describe('the small line beside a figure', () => {
  it('shows a month day by day', () => {
    expect(inThirty(Array.from({ length: 30 }, () => 1))).toHaveLength(30)
  })
  it('adds days up where there are more, and leaves away a last point of fewer days', () => {
    const points = inThirty(Array.from({ length: 65 }, () => 1))
    expect(points).toEqual(Array.from({ length: 21 }, () => 3))
  })
})
