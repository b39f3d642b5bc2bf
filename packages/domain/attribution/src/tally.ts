import { adviseMarkovOrder, type OrderAdvice } from './advise-order.ts'
import { type Attribution, attributionOf } from './attribution.ts'
import { milestonesIn, nameOf, touchesInWindow } from './in-window.ts'
import type { CountedPath, Journey } from './journeys.ts'
import { openNames } from './names.ts'
import { type AttributionOptions, settle } from './options.ts'
import { countPath, type OwnShares, openPaths, ownPath, pathOf } from './paths.ts'
import { timeDecayShares, wShapedShares } from './shares.ts'

/** Takes journeys one by one and keeps only distinct paths, so that millions of rows fit in little memory. */
export type Tally = {
  addJourney(journey: Journey): void
  addPath(path: CountedPath): void
  /** The same without an object per row: `add('a > b > c', 2, 3.5, 6)`. */
  add(path: string, conversions?: number, value?: number, nulls?: number): void
  /** Distinct paths so far. */
  readonly size: number
  /** Credit per channel and model of all that was added. Can be asked again after more was added. */
  result(): Attribution
  /** Which Markov order the data supports. */
  adviseOrder(): OrderAdvice
}

const noShares: ReadonlyMap<OwnShares, readonly number[]> = new Map()

const amount = (what: string, n: number): number => {
  if (!(n >= 0 && n < Infinity)) throw new RangeError(`${what} is 0 or more, not ${n}`)
  return n
}

export const openTally = (options: AttributionOptions = {}): Tally => {
  const settings = settle(options)
  const own = settings.models.filter(
    (model): model is OwnShares => model === 'time-decay' || model === 'w-shaped',
  )
  const names = openNames()
  const paths = openPaths(own)
  let ids = new Int32Array(64)

  const idsOf = (list: readonly string[]): Int32Array => {
    if (list.length > ids.length) ids = new Int32Array(list.length * 2)
    for (let i = 0; i < list.length; i++) ids[i] = names.idOf(list[i]!)
    return ids
  }
  const mergedIds = (found: Int32Array, count: number): number => {
    if (options.repeats !== 'merge') return count
    let kept = 0
    for (let i = 0; i < count; i++) if (kept === 0 || found[kept - 1] !== found[i]) found[kept++] = found[i]!
    return kept
  }
  const refuseUntimed = (): void => {
    if (own.length > 0) throw new RangeError(`${own.join(' and ')} need journeys, not counted paths`)
    if (options.lookbackDays !== undefined)
      throw new RangeError('a lookback window needs journeys with times')
    if (options.by !== undefined && options.by !== 'channel')
      throw new RangeError(`counted paths have channels, not a ${options.by}`)
  }
  const countIds = (found: Int32Array, count: number, won: number, value: number, nulls: number): void => {
    amount('conversions', won)
    amount('a value', value)
    amount('nulls', nulls)
    // Value without a conversion says nothing about the value of the conversions on the same path.
    const stray = won === 0 && value > 0
    const p = stray ? ownPath(paths, found, count, noShares) : pathOf(paths, found, count)
    countPath(paths, p, won, value, nulls)
  }
  const add = (path: string, conversions = 1, value = 0, nulls = 0): void => {
    refuseUntimed()
    const count = names.scan(path)
    countIds(names.found, mergedIds(names.found, count), conversions, value, nulls)
  }
  const addPath = ({ path, conversions = 1, value = 0, nulls = 0 }: CountedPath): void => {
    if (typeof path === 'string') return add(path, conversions, value, nulls)
    refuseUntimed()
    const found = idsOf(path)
    countIds(found, mergedIds(found, path.length), conversions, value, nulls)
  }
  const addJourney = (journey: Journey): void => {
    const converted = journey.converted ?? true
    const value = converted ? amount('a value', journey.value ?? 0) : 0
    const touches = touchesInWindow(journey, options)
    const found = idsOf(touches.map((touch) => nameOf(touch, options.by ?? 'channel')))
    let p: number
    // One that earned nothing has nothing to share: equal ones count together in every model.
    if (own.length === 0 || !converted) p = pathOf(paths, found, touches.length)
    else {
      const shares = new Map<OwnShares, readonly number[]>()
      for (const model of own)
        shares.set(
          model,
          model === 'time-decay'
            ? timeDecayShares(touches.map(timeOf), settings.halfLifeDays)
            : wShapedShares(touches, milestonesIn(touches)),
        )
      p = ownPath(paths, found, touches.length, shares)
    }
    countPath(paths, p, converted ? 1 : 0, value, converted ? 0 : 1)
  }
  return {
    addJourney,
    addPath,
    add,
    get size() {
      return paths.size
    },
    result: () => attributionOf(paths, names.list, settings),
    adviseOrder: () => adviseMarkovOrder(paths, names.list.length),
  }
}

const timeOf = ({ time }: { readonly time?: number | undefined }): { time: number } => {
  if (time === undefined) throw new RangeError('time-decay needs the time of each touch')
  return { time }
}
