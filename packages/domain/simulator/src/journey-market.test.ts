import { describe, expect, it } from 'vitest'
import { causalTruth } from './causal-truth.ts'
import {
  buyingChance,
  type Customer,
  chancesOf,
  customersOf,
  journeyOf,
  plantJourneys,
} from './journey-market.ts'
import { expectedJourneys } from './long-run.ts'
import { SIMULATED_CHANNELS } from './market-types.ts'
import { standardErrors } from './testing.ts'

const customer: Customer = {
  need: 0,
  channels: ['display', 'paid_search'],
  instead: [null, 'organic_search'],
  times: [1000, 2000],
  draws: [0.999, 0],
  value: 500,
}
const planted = plantJourneys(7)
const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))

describe('journeys whose causes are known', () => {
  it('the same seed gives the same bytes, another sample of the same market other customers', () => {
    const run = (seed: number, stream?: string) => JSON.stringify([...customersOf(seed, 50, stream)])
    expect(run(7)).toBe(run(7))
    expect(run(7)).not.toBe(run(8))
    expect(run(7)).not.toBe(run(7, 'others'))
  })
  it('a meeting lifts the chance at it, and what was met before still counts', () => {
    const { display, paid_search } = planted
    expect(chancesOf(planted, customer)).toEqual([
      sigmoid(-3 + display.lift),
      sigmoid(-3 + paid_search.lift + display.lasting),
    ])
    expect(journeyOf(planted, customer)).toEqual({
      touches: [
        { channel: 'display', time: 1000 },
        { channel: 'paid_search', time: 2000 },
      ],
      converted: true,
      value: 500,
    })
  })
  it('without the advertisement the searcher finds the result below it; without both nobody is met', () => {
    const off =
      (...channels: string[]) =>
      (channel: string) =>
        channels.includes(channel)
    const { display, organic_search } = planted
    expect(chancesOf(planted, customer, off('paid_search'))[1]).toBe(
      sigmoid(-3 + organic_search.lift + display.lasting),
    )
    expect(chancesOf(planted, customer, off('paid_search', 'organic_search'))[1]).toBe(0)
    expect(chancesOf(planted, customer, off('display'))[0]).toBe(0)
    expect(buyingChance(planted, customer, () => true)).toBe(0)
  })
  it('customers buy as often as their chances say', () => {
    let [bought, expected, customers] = [0, 0, 0]
    for (const one of customersOf(7, 20_000)) {
      customers++
      bought += journeyOf(planted, one).converted ? 1 : 0
      expected += buyingChance(planted, one)
    }
    expect(standardErrors(bought / customers, expected / customers, customers)).toBeLessThan(4)
  })
  it('the long run weighs every end of a journey: all weights of a customer add up to one', () => {
    const sums = new Map<Customer, number>()
    for (const { customer: one, conversions, nulls } of expectedJourneys(7, 500))
      sums.set(one, (sums.get(one) ?? 0) + conversions + nulls)
    expect(sums.size).toBe(500)
    for (const sum of sums.values()) expect(sum).toBeCloseTo(1, 12)
  })
})

describe('what channels cause', () => {
  const truth = causalTruth(7, 3000)
  it('fair shares add up to all purchases', () => {
    const sum = SIMULATED_CHANNELS.reduce((total, channel) => total + truth.fairShare[channel], 0)
    expect(sum).toBeCloseTo(truth.conversions, 10)
  })
  it('what is lost is found again by switching the channel off for the same customers, drawn or not', () => {
    let lost = 0
    for (const one of customersOf(7, 3000, 'causal truth'))
      lost +=
        (buyingChance(planted, one) - buyingChance(planted, one, (channel) => channel === 'email')) / 3000
    expect(truth.lost.email).toBeCloseTo(lost, 12)
    expect(truth.lost.email).toBeGreaterThan(0)
  })
  it('most buyers by paid search would have bought anyway: less is lost than its fair share', () => {
    expect(truth.lost.paid_search).toBeLessThan(truth.fairShare.paid_search)
    expect(truth.lost.display).toBeGreaterThan(truth.fairShare.display)
  })
})
