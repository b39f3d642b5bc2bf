import fc from 'fast-check'
import { expect, it } from 'vitest'
import { medianOf } from './median.ts'

it('the median is the middle of the sorted values, or the mean of the two middle ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b)
      const middle = (sorted.length - 1) / 2
      expect(medianOf(Float64Array.from(values))).toBe(
        (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
      )
    }),
  )
  expect(medianOf(new Float64Array())).toBe(0)
})
