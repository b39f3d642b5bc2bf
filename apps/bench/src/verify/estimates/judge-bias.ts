import { causalTruth, SIMULATED_CHANNELS, type SimulatedChannel } from '@tributary/simulator'
import { JUDGED_MODELS, longRunCredits } from './judge-attribution.ts'

/** Shares of all purchases, 0 to 1, by channel. */
export type Shares = Readonly<Record<SimulatedChannel, number>>

export type BiasVerdict = {
  /** Lost when the channel alone is switched off. These do not add up to one: some would be bought anyway, some need two channels. */
  readonly lost: Shares
  /** All purchases shared by what channels cause. */
  readonly fair: Shares
  /** What each model credits in an endless sample. */
  readonly credited: Readonly<Record<string, Shares>>
}

const sharesOf = (amount: (channel: SimulatedChannel) => number, whole: number): Shares =>
  Object.fromEntries(SIMULATED_CHANNELS.map((channel) => [channel, amount(channel) / whole])) as Shares

/** One market: what each model says in the long run, beside what channels truly cause. */
export const judgeBias = (seed: number, customers: number): BiasVerdict => {
  const truth = causalTruth(seed, customers)
  const credits = longRunCredits(seed, customers)
  const credited = JUDGED_MODELS.map((model) => {
    const of = (channel: SimulatedChannel) => credits.get(`${model} ${channel}`)?.conversions ?? 0
    const whole = SIMULATED_CHANNELS.reduce((sum, channel) => sum + of(channel), 0)
    return [model, sharesOf(of, whole)] as const
  })
  return {
    lost: sharesOf((channel) => truth.lost[channel], truth.conversions),
    fair: sharesOf((channel) => truth.fairShare[channel], truth.conversions),
    credited: Object.fromEntries(credited),
  }
}
