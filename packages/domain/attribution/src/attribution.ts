import { bootstrap, type Interval, intervalOf, type Samples } from './bootstrap.ts'
import { estimatorOf, type Sampling } from './estimators.ts'
import { type AttributionModel, UNATTRIBUTED } from './lists.ts'
import type { Settings } from './options.ts'
import type { Paths } from './paths.ts'
import { alwaysTogether, tiesAmong } from './told-apart.ts'

export type ChannelCredit = {
  readonly channel: string
  readonly conversions: number
  readonly value: number
  /** Markov only: the share of conversions lost without this channel, 0 to 1. */
  readonly removalEffect?: number | undefined
  /** 90 %, where intervals were asked for. */
  readonly interval?: { readonly conversions: Interval; readonly value: Interval } | undefined
}

export type ModelCredit = {
  /** By name. `(unattributed)` stands among them when something was won without a known touch. */
  readonly channels: readonly ChannelCredit[]
  /** What was booked, all of it. */
  readonly total: { readonly conversions: number; readonly value: number }
  /** With intervals: pairs whose order within this model is not settled by the data. */
  readonly ties?: readonly (readonly [string, string])[] | undefined
  /** Where the values are sampled and not exact: how far off they may be. */
  readonly sampling?: Sampling | undefined
}

export type Attribution = {
  readonly models: Partial<Record<AttributionModel, ModelCredit>>
  /** Channels that occur in exactly the same journeys: no journey tells what one does without the other. */
  readonly alwaysTogether: readonly (readonly string[])[]
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Booked = { readonly total: number; readonly untouched: number }

const unearned = ({ total, untouched }: Booked, credits: Float64Array): number =>
  credits.some((credit) => credit > 0) ? untouched : total

/** What was won on paths without any touch, and in all. */
const booked = (paths: Paths, amounts: Float64Array): Booked => {
  let [total, untouched] = [0, 0]
  for (let p = 0; p < paths.size; p++) {
    total += amounts[p]!
    if (paths.starts[p] === paths.starts[p + 1]) untouched += amounts[p]!
  }
  return { total, untouched }
}

export const attributionOf = (paths: Paths, names: readonly string[], settings: Settings): Attribution => {
  const channels = names.length
  const estimators = settings.models.map((model) => estimatorOf(model, paths, channels, settings))
  const estimates = estimators.map((estimate) => estimate(paths))
  const drawn = settings.intervals
    ? bootstrap(
        paths,
        channels,
        settings.models.map((model, i) =>
          model === 'shapley-ordered' ? estimatorOf(model, paths, channels, settings, true) : estimators[i]!,
        ),
        settings.intervals,
      )
    : undefined
  const order = Array.from(names.keys()).sort((a, b) => byName(names[a]!, names[b]!))
  const [conversions, value] = [booked(paths, paths.conversions), booked(paths, paths.value)]
  const total = { conversions: conversions.total, value: value.total }

  const modelCredit = (at: number): ModelCredit => {
    const credits = estimates[at]!
    const samples = drawn?.[at]
    const rows: ChannelCredit[] = order.map((channel) => ({
      channel: names[channel]!,
      conversions: credits.conversions[channel]!,
      value: credits.value[channel]!,
      ...(credits.removalEffects && { removalEffect: credits.removalEffects[channel]! }),
      ...(samples && { interval: intervalsOf(samples, channel, credits) }),
    }))
    // Without a touch, or where the model finds nobody to credit: in the open, so that the rows add up.
    const rest = {
      conversions: unearned(conversions, credits.conversions),
      value: unearned(value, credits.value),
    }
    if (rest.conversions > 0 || rest.value > 0) rows.push({ channel: UNATTRIBUTED, ...rest })
    return {
      channels: rows.sort((a, b) => byName(a.channel, b.channel)),
      total,
      ...(samples && {
        ties: tiesAmong(samples, credits.conversions).map(([a, b]) => [names[a]!, names[b]!] as const),
      }),
      ...(credits.sampling && { sampling: credits.sampling }),
    }
  }
  return {
    models: Object.fromEntries(settings.models.map((model, at) => [model, modelCredit(at)])),
    alwaysTogether: alwaysTogether(paths, channels)
      .map((group) => group.map((channel) => names[channel]!).sort(byName))
      .sort((a, b) => byName(a[0]!, b[0]!)),
  }
}

const intervalsOf = (
  samples: Samples,
  channel: number,
  credits: { readonly conversions: Float64Array; readonly value: Float64Array },
): { conversions: Interval; value: Interval } => {
  const range = [channel * samples.samples, (channel + 1) * samples.samples] as const
  return {
    conversions: intervalOf(samples.conversions.subarray(...range), credits.conversions[channel]!),
    value: intervalOf(samples.value.subarray(...range), credits.value[channel]!),
  }
}
