import { describe, expect, it } from 'vitest'
import { type DealFacts, plantWin, simulateDeals, trueWinLogit, WIN_COLUMNS } from './deal-market.ts'
import { winLogitOf } from './outcomes.ts'
import { theYear } from './testing.ts'
import { CHANNEL_TRUTH, sigmoid } from './truth.ts'

const facts: DealFacts = {
  stage: 'SQL',
  channel: 'referral',
  industry: 'Manufacturing',
  touches: 6,
  size: 90,
  priceRatio: 1,
  answerHours: 0,
  value: 150_000,
  formSeconds: 80,
}

describe('deals whose true chances are known', () => {
  it('the same seed gives the same bytes, another seed other weights and deals', () => {
    const run = (seed: number) => JSON.stringify(simulateDeals({ seed, deals: 200 }))
    expect(run(7)).toBe(run(7))
    expect(run(7)).not.toBe(run(8))
    expect(plantWin(7)).not.toEqual(plantWin(8))
  })
  it('the logit is the sum of what is planted: touches beyond four, value and form add nothing', () => {
    const planted = plantWin(3)
    const { columns, stage, channel, industry } = planted
    const sum =
      planted.intercept +
      stage.SQL +
      channel.referral +
      industry['Manufacturing']! +
      4 * columns['touches, at most four']
    expect(trueWinLogit(planted, facts)).toBeCloseTo(sum, 12)
    expect(trueWinLogit(planted, { ...facts, touches: 4, value: 1, formSeconds: 1 })).toBeCloseTo(sum, 12)
    expect(trueWinLogit(planted, { ...facts, size: null })).toBeCloseTo(sum + columns['size unknown'], 12)
    expect(WIN_COLUMNS['ln(1 + answer hours)']({ ...facts, answerHours: Math.E - 1 })).toBeCloseTo(1, 12)
  })
  it('over many markets the weights lie around those of the large market', () => {
    const markets = Array.from({ length: 400 }, (_, seed) => plantWin(seed).channel.referral)
    const mean = markets.reduce((a, b) => a + b, 0) / markets.length
    // 0.25 between markets: the mean of 400 lies within four times 0.0125.
    expect(Math.abs(mean - CHANNEL_TRUTH.referral.winLogit)).toBeLessThan(0.05)
  })
  it('as many are won as the true probabilities say, and each snapshot is before its close', () => {
    const { deals, truth } = simulateDeals({ seed: 5, deals: 20_000 })
    const chances = truth.winLogits.map(sigmoid)
    const expected = chances.reduce((a, b) => a + b, 0)
    const deviation = Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0))
    expect(Math.abs(deals.filter(({ won }) => won).length - expected)).toBeLessThan(4 * deviation)
    expect(deals.every(({ snapshotAt, closedAt }) => snapshotAt < closedAt)).toBe(true)
    expect(deals.every(({ closedAt }, i) => i === 0 || closedAt > deals[i - 1]!.closedAt)).toBe(true)
  })
  it('refuses odd seeds and no deals', () => {
    expect(() => simulateDeals({ seed: 0.5, deals: 1 })).toThrow('whole number')
    expect(() => simulateDeals({ seed: 1, deals: 0 })).toThrow('no number of deals')
  })
})

describe('the large market', () => {
  it('tells of every submission of a person what its win logit is made of', () => {
    for (const { bot, winFacts, winLogit, need } of theYear().truth.submissions) {
      if (bot) expect(winFacts).toBeUndefined()
      else expect(winLogitOf({ ...winFacts!, need })).toBe(winLogit)
    }
  })
})
