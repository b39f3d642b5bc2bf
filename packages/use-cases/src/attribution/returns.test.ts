import { expect, it } from 'vitest'
import { returnsOf } from './returns.ts'

it('226,000 spent for 892,300 from 300 won deals return 3.95 for each unit, at 753.33 a customer', () => {
  const { roas, cacMinor } = returnsOf(22_600_000, { minor: 89_230_000, deals: 300 })
  expect(roas).toBeCloseTo(3.948, 3)
  expect(cacMinor! / 100).toBeCloseTo(753.333, 3)
})

it('without spend there is no return, and without a won deal no cost of one', () => {
  expect(returnsOf(null, { minor: 100, deals: 1 })).toEqual({ roas: null, cacMinor: null })
  expect(returnsOf(0, { minor: 100, deals: 1 })).toEqual({ roas: null, cacMinor: 0 })
  expect(returnsOf(500, { minor: 0, deals: 0 })).toEqual({ roas: 0, cacMinor: null })
  expect(returnsOf(500, null)).toEqual({ roas: null, cacMinor: null })
})
