import type { ChartMark } from '@tributary/contracts'
import type { ChartSlot } from '@tributary/ui'
import type { ChartRow } from './mark-chart.tsx'

type Look = { readonly slot?: ChartSlot; readonly color?: string }

/** Marks of the wire as rows of a chart, in the words of the screen. */
export const chartRows = (
  marks: readonly ChartMark[],
  word: (value: string) => string,
  look: (value: string) => Look = () => ({}),
): ChartRow[] =>
  marks.map(({ value, label, n, previous, averageScore, filter }) => ({
    id: value === '' ? 'unknown' : value,
    label: label ?? (value === '' ? 'Not known' : word(value)),
    value: n,
    ...(previous === null ? {} : { previous }),
    averageScore,
    filter,
    ...look(value),
  }))

export const largest = (rows: readonly ChartRow[]): ChartRow | undefined =>
  rows.reduce<ChartRow | undefined>((best, row) => (best && best.value >= row.value ? best : row), undefined)
