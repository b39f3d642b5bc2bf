import type { CellMark, ChartMark, DayMark, LeadFilter, RankedMarks } from '@tributary/contracts'
import type { RollupDay, RollupSum } from '@tributary/db'
import { addDays, daysIn } from '@tributary/kernel'
import type { RollupDimension } from '@tributary/ledger'
import type { Frame } from './read-frame.ts'

/** The sums of one grouping, by value. */
export type Sums = ReadonlyMap<string, RollupSum>

export const sumsBy = (sums: readonly RollupSum[]): ((dimension: RollupDimension) => Sums) => {
  const grouped = new Map<string, Map<string, RollupSum>>()
  for (const sum of sums) {
    const of = grouped.get(sum.dimension) ?? new Map<string, RollupSum>()
    grouped.set(sum.dimension, of.set(sum.value, sum))
  }
  return (dimension) => grouped.get(dimension) ?? new Map()
}

/** The part of the filter that says this value. */
type Filtered = (value: string) => LeadFilter

const markOf = ({ reading, everyLead }: Frame, sums: Sums, value: string, filtered: Filtered): ChartMark => {
  const sum = sums.get(value)
  const n = sum?.n ?? 0
  return {
    value,
    n,
    previous: reading.previous ? (sum?.previousN ?? 0) : null,
    averageScore: sum && n > 0 ? sum.total / n : null,
    filter: { ...everyLead, ...filtered(value) },
  }
}

/** One mark for each word of a closed list, in its order, also where nothing was counted. */
export const everyMark = <W extends string>(
  frame: Frame,
  sums: Sums,
  words: readonly W[],
  filtered: (word: W) => LeadFilter,
): ChartMark[] => words.map((word) => markOf(frame, sums, word, filtered as Filtered))

/** The longest bars first, the alphabet among equals. */
export const rankedMarks = (frame: Frame, sums: Sums, most: number, filtered: Filtered): RankedMarks => {
  const ranked = [...sums.values()]
    .filter(({ n, previousN }) => n > 0 || previousN > 0)
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
  const rest = ranked.slice(most)
  return {
    marks: ranked.slice(0, most).map(({ value }) => markOf(frame, sums, value, filtered)),
    rest: { values: rest.length, n: rest.reduce((sum, { n }) => sum + n, 0) },
  }
}

/** Every day of the period, with the day at the same place of the period before. */
export const dayMarks = ({ reading, everyLead }: Frame, days: readonly RollupDay[]): DayMark[] => {
  const { period, previous } = reading
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: daysIn(period) }, (_, place) => {
    const day = addDays(period.start, place)
    const { n = 0, total = 0 } = known.get(day) ?? {}
    return {
      day,
      n,
      previous: previous ? (known.get(addDays(previous.start, place))?.n ?? 0) : null,
      averageScore: n > 0 ? total / n : null,
      filter: { ...everyLead, capturedFrom: day, capturedTo: day },
    }
  })
}

export const cellMarks = ({ everyLead }: Frame, sums: Sums): CellMark[] =>
  [...sums.values()]
    .filter(({ n }) => n > 0)
    .map(({ value, n }) => ({
      x: Number(value.split(':')[0]),
      y: Number(value.split(':')[1]),
      n,
      filter: { ...everyLead, cell: [value] },
    }))
    .sort((a, b) => a.x - b.x || a.y - b.y)
