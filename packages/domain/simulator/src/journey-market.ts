import { DAY, type Random, seededRandom } from '@tributary/kernel'
import { SIMULATED_CHANNELS, type SimulatedChannel } from './market-types.ts'
import { CHANNEL_TRUTH, RETURN_SHARES, sigmoid, VISIT_MODEL } from './truth.ts'

/** What a channel truly does in one market, and whom it meets. */
export type PlantedChannel = {
  /** Its part of first meetings and of later ones, among customers of average need. */
  readonly share: number
  readonly returnShare: number
  /** Above 0 it is met by those who need help anyway (they search), below 0 by those who do not. Times the need. */
  readonly pull: number
  /** What a meeting adds to the logit of buying at that meeting. */
  readonly lift: number
  /** What having met it once adds to the logit at every later meeting, by whatever channel. */
  readonly lasting: number
  /** The part of its meetings that would come about by another channel if it were switched off. */
  readonly elsewhere: number
}
export type PlantedJourneys = Readonly<Record<SimulatedChannel, PlantedChannel>>

/**
 * One customer with everything that chance decided beforehand: the need, the meetings that will come about as long as nothing is
 * bought, and for each a number: it is bought when the chance is above it. A channel is switched off by leaving its meetings out, or
 * by letting them come about elsewhere.
 */
export type Customer = {
  /** Standard normal; nobody sees it. */
  readonly need: number
  readonly channels: readonly SimulatedChannel[]
  /** For each meeting the channel by which it would come about if its own were switched off, if any. */
  readonly instead: readonly (SimulatedChannel | null)[]
  /** Milliseconds since 1970 UTC. */
  readonly times: readonly number[]
  readonly draws: readonly number[]
  /** What would be paid, in whole minor units. */
  readonly value: number
}

/** What the world shows of a customer: the meetings up to the purchase, or all of them. */
export type SimulatedJourney = {
  readonly touches: readonly { readonly channel: SimulatedChannel; readonly time: number }[]
  readonly converted: boolean
  /** 0 when nothing was bought. */
  readonly value: number
}

const BASE = -3
/** Times the need. */
const NEED = 0.9
const COMES_BACK = 0.6
const MOST_MEETINGS = 12

const pulls: Readonly<Record<SimulatedChannel, number>> = {
  paid_search: 0.5,
  organic_search: 0.4,
  direct: 0.6,
  social: -0.2,
  paid_social: -0.3,
  email: 0.2,
  referral: 0.3,
  display: -0.4,
}
const lastings: Readonly<Record<SimulatedChannel, number>> = {
  paid_search: 0.1,
  organic_search: 0.2,
  direct: 0,
  social: 0.35,
  paid_social: 0.35,
  email: 0.25,
  referral: 0.4,
  display: 0.45,
}

/** Who does not see the advertisement finds the result below it (Blake, Nosko & Tadelis 2015 found nearly all do for known names). */
const elsewhere: Readonly<Record<SimulatedChannel, readonly [SimulatedChannel, number]>> = {
  paid_search: ['organic_search', 0.6],
  organic_search: ['direct', 0.35],
  direct: ['organic_search', 0.5],
  social: ['direct', 0.05],
  paid_social: ['social', 0.1],
  email: ['direct', 0.3],
  referral: ['organic_search', 0.1],
  display: ['direct', 0.15],
}

/** What is planted in the market of a seed: the channels of the large market, each moved by chance. */
export const plantJourneys = (seed: number): PlantedJourneys => {
  const random = seededRandom(seed, 'planted journeys')
  return Object.fromEntries(
    SIMULATED_CHANNELS.map((channel) => [
      channel,
      {
        share: CHANNEL_TRUTH[channel].share * Math.exp(0.2 * random.normal()),
        returnShare: RETURN_SHARES[channel] * Math.exp(0.2 * random.normal()),
        pull: pulls[channel] + 0.1 * random.normal(),
        lift: CHANNEL_TRUTH[channel].visitLogit + 0.15 * random.normal(),
        lasting: Math.max(0, lastings[channel] + 0.1 * random.normal()),
        elsewhere: Math.max(0, elsewhere[channel][1] + 0.05 * random.normal()),
      },
    ]),
  ) as PlantedJourneys
}

/** The channel of a meeting: searchers meet search, the others what is shown to everybody. */
const meet = (random: Random, planted: PlantedJourneys, need: number, first: boolean): SimulatedChannel =>
  SIMULATED_CHANNELS[
    random.weighted(
      SIMULATED_CHANNELS.map((channel) => {
        const { share, returnShare, pull } = planted[channel]
        return (first ? share : returnShare) * Math.exp(pull * need)
      }),
    )
  ]!

/** Customers of a market, one after the other. `stream` names the sample: other customers of the same market. */
export function* customersOf(seed: number, count: number, stream = 'customers'): Generator<Customer> {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`)
  const planted = plantJourneys(seed)
  const random = seededRandom(seed, stream)
  const start = Date.UTC(2025, 0, 1)
  for (let customer = 0; customer < count; customer++) {
    const need = random.normal()
    let at = start + Math.floor(random.next() * 365 * DAY)
    const channels: SimulatedChannel[] = []
    const instead: (SimulatedChannel | null)[] = []
    const times: number[] = []
    const draws: number[] = []
    do {
      const channel = meet(random, planted, need, channels.length === 0)
      channels.push(channel)
      instead.push(random.chance(planted[channel].elsewhere) ? elsewhere[channel][0] : null)
      times.push(at)
      draws.push(random.next())
      at += 1 + Math.floor(random.exponential(VISIT_MODEL.daysBetween * DAY))
    } while (channels.length < MOST_MEETINGS && random.chance(COMES_BACK))
    const value = Math.round(2_000_000 * Math.exp(0.3 * need + 0.6 * random.normal()))
    yield { need, channels, instead, times, draws, value }
  }
}

/** Who a customer is to the market: everything but what only the drawing of one journey needs. */
export type Outlook = Pick<Customer, 'need' | 'channels' | 'instead'>

/**
 * The chance to buy at each meeting, given that nothing was bought before. A meeting whose channel is switched off comes about
 * elsewhere, or not at all: then its chance is 0 and it leaves no trace.
 */
export const chancesOf = (
  planted: PlantedJourneys,
  { need, channels, instead }: Outlook,
  off: (channel: SimulatedChannel) => boolean = () => false,
): number[] => {
  const met = new Set<SimulatedChannel>()
  let lasting = 0
  return channels.map((meant, i) => {
    const channel = off(meant) ? instead[i]! : meant
    if (channel === null || off(channel)) return 0
    const chance = sigmoid(BASE + NEED * need + planted[channel].lift + lasting)
    if (!met.has(channel)) lasting += planted[channel].lasting
    met.add(channel)
    return chance
  })
}

/** What the world shows of a customer. */
export const journeyOf = (planted: PlantedJourneys, customer: Customer): SimulatedJourney => {
  const { channels, times, draws, value } = customer
  const bought = chancesOf(planted, customer).findIndex((chance, i) => draws[i]! < chance)
  const length = bought < 0 ? channels.length : bought + 1
  return {
    touches: channels.slice(0, length).map((channel, i) => ({ channel, time: times[i]! })),
    converted: bought >= 0,
    value: bought >= 0 ? value : 0,
  }
}

/** Chance that a customer buys at all, with some channels switched off. */
export const buyingChance = (
  planted: PlantedJourneys,
  customer: Outlook,
  off?: (channel: SimulatedChannel) => boolean,
): number => 1 - chancesOf(planted, customer, off).reduce((left, chance) => left * (1 - chance), 1)
