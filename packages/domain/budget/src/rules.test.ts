import { describe, expect, it } from 'vitest'
import { fraction } from './fraction.ts'
import { isEfficient, judgeRoas, needsBetterCreative } from './rules.ts'

const hundredths = (value: number) => fraction(Math.round(value * 100), 100)
const average = hundredths(2.5)

describe('the thresholds, beside an average ROAS of 2.50', () => {
  it('increases at 3.95, which is 1.58 times', () =>
    expect(judgeRoas(hundredths(3.95), average)).toBe('increase'))
  it('reduces at 1.70, which is 0.68 times', () => expect(judgeRoas(hundredths(1.7), average)).toBe('reduce'))
  it('changes nothing at exactly 1.5 times', () => expect(judgeRoas(hundredths(3.75), average)).toBeNull())
  it('changes nothing at exactly 0.7 times', () => expect(judgeRoas(hundredths(1.75), average)).toBeNull())
  it('acts on the hundredth beyond a threshold', () => {
    expect(judgeRoas(hundredths(3.76), average)).toBe('increase')
    expect(judgeRoas(hundredths(1.74), average)).toBe('reduce')
  })
})

describe('clicks', () => {
  it('4 of 1,000 impressions are too few to tell', () => expect(needsBetterCreative(4, 1000)).toBe(false))
  it('4 of 1,001 ask for a better creative', () => expect(needsBetterCreative(4, 1001)).toBe(true))
  it('exactly 0.5 % is enough', () => expect(needsBetterCreative(10, 2000)).toBe(false))
})

describe('cost per lead', () => {
  it('is efficient strictly below half the average', () => {
    expect(isEfficient(fraction(1249, 1), fraction(2500, 1))).toBe(true)
    expect(isEfficient(fraction(1250, 1), fraction(2500, 1))).toBe(false)
  })
})
