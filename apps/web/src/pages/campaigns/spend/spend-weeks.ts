export type SpendDay = { readonly day: string; readonly spendMinor: number | null }

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** A place of the calendar; without a day it lies before the first or after the last one. */
export type SpendPlace = { readonly id: string; readonly of: SpendDay | null }

/** Days in weeks from Monday to Sunday. */
export const weeksOf = (days: readonly SpendDay[]): SpendPlace[][] => {
  const [first] = days
  if (!first) return []
  const before = weekdayOf(first.day)
  const length = Math.ceil((before + days.length) / 7) * 7
  const places = Array.from({ length }, (_, at): SpendPlace => {
    const of = days[at - before] ?? null
    return { id: of?.day ?? `empty-${at}`, of }
  })
  return Array.from({ length: length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7))
}
