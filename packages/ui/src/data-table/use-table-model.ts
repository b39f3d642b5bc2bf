import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { DataColumn, Sort } from './data-column.ts'

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

type Value = string | number | undefined
const compare = (a: Value, b: Value): number => {
  if (a === undefined || b === undefined) return 0
  return typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : a < b ? -1 : a > b ? 1 : 0
}

// a row may be any type of the caller's; the table library wants an object
type Held<Row> = { row: Row }

export type TableModelOptions<Row> = {
  rows: readonly Row[]
  columns: readonly DataColumn<Row>[]
  rowId: (row: Row) => string
  sort: Sort | null | undefined
  onSort: ((sort: Sort | null) => void) | undefined
  hidden: readonly string[] | undefined
  selected: ReadonlySet<string> | undefined
}

/** TanStack Table holds order, visibility and selection; the page may own each of them instead. */
export const useTableModel = <Row>({
  rows,
  columns,
  rowId,
  sort,
  onSort,
  hidden,
  selected,
}: TableModelOptions<Row>) => {
  const [ownSort, setOwnSort] = useState<Sort | null>(sort ?? null)
  const controlled = onSort !== undefined
  const currentSort = controlled ? (sort ?? null) : ownSort
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        accessorFn: ({ row }: Held<Row>): Value => column.sortValue?.(row) ?? undefined,
        sortFn: (
          a: { getValue: (id: string) => unknown },
          b: { getValue: (id: string) => unknown },
          id: string,
        ) => compare(a.getValue(id) as Value, b.getValue(id) as Value),
        sortUndefined: 'last' as const,
        enableSorting: column.sortable ?? column.sortValue !== undefined,
      })),
    [columns],
  )
  const columnVisibility = useMemo(
    () => Object.fromEntries((hidden ?? []).map((id) => [id, false])),
    [hidden],
  )
  const rowSelection = useMemo(
    () => Object.fromEntries([...(selected ?? [])].map((id) => [id, true as const])),
    [selected],
  )
  const sorting = useMemo(
    () => (currentSort ? [{ id: currentSort.column, desc: currentSort.direction === 'desc' }] : []),
    [currentSort],
  )
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const table = useTable({
    features,
    data,
    columns: definitions,
    getRowId: ({ row }) => rowId(row),
    manualSorting: controlled,
    state: { sorting, columnVisibility, rowSelection },
  })
  return { table, sort: currentSort, setSort: onSort ?? setOwnSort }
}
