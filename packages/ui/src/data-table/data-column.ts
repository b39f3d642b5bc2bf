import type { ReactNode } from 'react'

export type DataColumn<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** Lets the table sort by this column itself. Leave out and set `sortable` when the rows arrive sorted. */
  sortValue?: (row: Row) => string | number | null
  sortable?: boolean
  /** The direction of the first press: numbers and dates want the largest first. */
  firstSort?: SortDirection
  /** Numbers stand at the end. */
  align?: 'start' | 'end'
  /** In px; a column without one shares what is left. */
  width?: number
  /** The cell brings a link or button of its own: the table does not make one of the first column then. */
  interactive?: boolean
  /** Stays when columns are chosen. */
  fixed?: boolean
}

export type SortDirection = 'asc' | 'desc'
export type Sort = { column: string; direction: SortDirection }

/** The next sort when a header is pressed: first direction, the other one, then none. */
export const nextSort = <Row>(column: DataColumn<Row>, sort: Sort | null): Sort | null => {
  const first = column.firstSort ?? 'asc'
  if (sort?.column !== column.id) return { column: column.id, direction: first }
  return sort.direction === first ? { column: column.id, direction: first === 'asc' ? 'desc' : 'asc' } : null
}

/** The ids between two rows, ends included, for a pick with Shift held. */
export const idsBetween = (ids: readonly string[], from: string, to: string): string[] => {
  const a = ids.indexOf(from)
  const b = ids.indexOf(to)
  if (a < 0 || b < 0) return [to]
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1)
}
