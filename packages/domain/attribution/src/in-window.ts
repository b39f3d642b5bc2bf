import type { Journey, Touch, WindowOptions } from './journeys.ts'
import { type Dimension, NOT_SET } from './lists.ts'

const DAY = 86_400_000

const timed = (touches: readonly Touch[]): boolean => {
  const times = touches.filter(({ time }) => time !== undefined)
  if (times.length !== 0 && times.length !== touches.length)
    throw new RangeError('either every touch of a journey has a time or none has')
  if (times.some(({ time }) => !Number.isFinite(time))) throw new RangeError('a time is a finite number')
  return times.length > 0
}

/**
 * The touches that may earn credit, oldest first (equal times in the order given): none after the conversion, none before the
 * lookback window. Window ends count: a touch at the very time of the conversion, or exactly as old as the window, stays.
 */
export const touchesInWindow = (journey: Journey, options: WindowOptions = {}): Touch[] => {
  const { lookbackDays, repeats, by = 'channel' } = options
  if (lookbackDays !== undefined && !(lookbackDays >= 0))
    throw new RangeError(`a lookback window is 0 days or more, not ${lookbackDays}`)
  let touches = [...journey.touches]
  if (timed(touches)) {
    touches.sort((a, b) => a.time! - b.time!)
    const until = journey.convertedAt ?? touches.at(-1)!.time!
    const since = lookbackDays === undefined ? -Infinity : until - lookbackDays * DAY
    touches = touches.filter(({ time }) => time! <= until && time! >= since)
  } else if (lookbackDays !== undefined && touches.length > 0)
    throw new RangeError('a lookback window needs the time of each touch')
  return repeats === 'merge' ? merged(touches, by) : touches
}

/** Equal neighbours as one touch, the earliest, which keeps their milestone. */
const merged = (touches: readonly Touch[], by: Dimension): Touch[] => {
  const kept: Touch[] = []
  for (const touch of touches) {
    const before = kept.at(-1)
    if (!before || nameOf(before, by) !== nameOf(touch, by)) kept.push(touch)
    else if (touch.milestone && !before.milestone)
      kept[kept.length - 1] = { ...before, milestone: touch.milestone }
  }
  return kept
}

/** What a touch is called in the chosen dimension. */
export const nameOf = (touch: Touch, by: Dimension): string => touch[by] || NOT_SET

/** Where in the list the milestones stand; of several of a kind the first counts. */
export const milestonesIn = (
  touches: readonly Touch[],
): { lead?: number | undefined; deal?: number | undefined } => {
  const place = (milestone: Touch['milestone']) => {
    const at = touches.findIndex((touch) => touch.milestone === milestone)
    return at < 0 ? undefined : at
  }
  return { lead: place('lead'), deal: place('deal') }
}
