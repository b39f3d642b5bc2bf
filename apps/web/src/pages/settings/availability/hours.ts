import type { WorkingHours } from '@tributary/contracts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof WEEKDAYS)[number]
export type Window = readonly [start: number, end: number]

/** Monday to Friday from nine to six: where an editor begins. */
export const OFFICE_HOURS: WorkingHours = Object.fromEntries(
  [1, 2, 3, 4, 5].map((day) => [day, [[540, 1080]]]),
)

const two = (value: number): string => String(value).padStart(2, '0')

/** Minutes since midnight as the clock writes them; the end of the day is `24:00`. */
export const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** `18:30` as minutes since midnight. Midnight as an end is the end of the day. */
export const minuteOf = (clock: string, isEnd: boolean): number | null => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(clock)
  if (!match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  if (isEnd && minute === 0) return 1440
  return minute <= 1440 ? minute : null
}

const windowsOf = (hours: WorkingHours, day: Weekday): readonly Window[] => hours[day] ?? []
const wordsOf = (windows: readonly Window[]): string =>
  windows.map(([start, end]) => `${clockOf(start)}–${clockOf(end)}`).join(', ')

/** `Mon–Fri 09:00–18:00, Sat 10:00–12:00`: days in a row with the same hours stand together. */
export const hoursInWords = (hours: WorkingHours | null, nameOf: (day: Weekday) => string): string => {
  if (hours === null) return 'Always'
  const spans: { from: Weekday; to: Weekday; words: string }[] = []
  for (const day of WEEKDAYS) {
    const words = wordsOf(windowsOf(hours, day))
    const last = spans.at(-1)
    if (words === '') continue
    if (last && last.words === words && last.to === day - 1) last.to = day
    else spans.push({ from: day, to: day, words })
  }
  if (spans.length === 0) return 'Never'
  return spans
    .map(({ from, to, words }) => `${from === to ? nameOf(from) : `${nameOf(from)}–${nameOf(to)}`} ${words}`)
    .join(', ')
}
