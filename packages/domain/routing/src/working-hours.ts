import { localTime } from '@tributary/kernel'
import type { Member, Weekday, WorkingHours } from './team.ts'

const MINUTE = 60_000
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Windows as minutes since Monday 00:00, `[start, end)`. */
type WeekWindows = readonly (readonly [number, number])[]

const weekWindows = (hours: WorkingHours): WeekWindows =>
  weekdays.flatMap((day) =>
    (hours[day] ?? []).map(([start, end]) => {
      if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > 1440 || start >= end)
        throw new RangeError(`working hours run from 0 to 1440 minutes, not ${start} to ${end}`)
      return [(day - 1) * 1440 + start, (day - 1) * 1440 + end] as const
    }),
  )

const minuteOfWeek = (at: number, timeZone: string): number => {
  const { weekday, hour, minute } = localTime(at, timeZone)
  return (weekday - 1) * 1440 + hour * 60 + minute
}

const within = (windows: WeekWindows, minute: number): boolean =>
  windows.some(([start, end]) => minute >= start && minute < end)

/** Says whether the member at an index works at an instant. */
export type Clock = (index: number, at: number) => boolean

/**
 * Working hours of a team, each member's in the member's own zone. Asking a calendar costs microseconds, so the
 * answer is kept for the running minute: no window and no summer time begins inside one.
 * @throws RangeError for an unknown time zone or a window that is none.
 */
export const clockOf = (members: readonly Member[]): Clock => {
  const zones = [...new Set(members.flatMap((m) => (m.workingHours ? [m.timeZone] : [])))]
  for (const zone of zones) localTime(0, zone)
  const shifts = members.map((m) =>
    m.workingHours ? { windows: weekWindows(m.workingHours), zone: zones.indexOf(m.timeZone) } : null,
  )
  let kept = Number.NaN
  let working: readonly boolean[] = []
  return (index, at) => {
    const minute = Math.floor(at / MINUTE)
    if (minute !== kept) {
      const local = zones.map((zone) => minuteOfWeek(minute * MINUTE, zone))
      working = shifts.map((shift) => shift === null || within(shift.windows, local[shift.zone] ?? 0))
      kept = minute
    }
    return working[index] ?? false
  }
}
