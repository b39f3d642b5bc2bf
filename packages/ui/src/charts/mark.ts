import type { ChartSlot } from './chart-slots.ts'
import { slotColor } from './chart-slots.ts'

export type Mark = {
  id: string
  label: string
  value: number
  slot?: ChartSlot
  /** A token instead of a slot: `gradeColor('A')`. */
  color?: string
}

export type MarkProps<Item extends Mark = Mark> = {
  data: readonly Item[]
  /** Writes a value: `formats.count` unless given. */
  format?: (value: number) => string
  /** Opens what is behind a mark. */
  onMark?: (item: Item) => void
  className?: string
}

export const colorOf = (mark: { slot?: ChartSlot; color?: string }, fallback: ChartSlot = 1): string =>
  mark.color ?? slotColor(mark.slot ?? fallback)

/** The largest `limit − 1` and the rest as one, so that a chart never has more slices than an eye tells apart. */
export const withOther = (data: readonly Mark[], limit: number, label = 'Other'): Mark[] => {
  if (data.length <= limit) return [...data]
  const ranked = [...data].sort((a, b) => b.value - a.value)
  const rest = ranked.slice(limit - 1)
  return [
    ...ranked.slice(0, limit - 1),
    { id: 'other', label, slot: 7, value: rest.reduce((sum, mark) => sum + mark.value, 0) },
  ]
}

export const axisText = { fill: 'var(--subtle)', fontSize: 11 }
