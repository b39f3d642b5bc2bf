import { type Customer, chancesOf, customersOf, plantJourneys } from './journey-market.ts'

/** Journeys that end in the same way, with how likely they are: `conversions` after the first `length` meetings. */
export type ExpectedJourney = {
  readonly customer: Customer
  readonly length: number
  readonly conversions: number
  readonly nulls: number
}

/**
 * The journeys of a very long sample without its noise: of each customer every way it can end, weighted by its probability. A
 * customer with two meetings and chances 0.2 and 0.1 gives 0.2 of a purchase after one, 0.08 after two, and 0.72 of a journey of
 * two meetings without one.
 */
export function* expectedJourneys(seed: number, customers: number): Generator<ExpectedJourney> {
  const planted = plantJourneys(seed)
  for (const customer of customersOf(seed, customers, 'long run')) {
    let left = 1
    for (const [i, chance] of chancesOf(planted, customer).entries()) {
      const last = i === customer.channels.length - 1
      const conversions = left * chance
      left -= conversions
      yield { customer, length: i + 1, conversions, nulls: last ? left : 0 }
    }
  }
}
