import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { cn } from '../class-names.ts'
import { Checkbox } from '../controls/checkbox.tsx'
import { type DataColumn, nextSort, type Sort } from './data-column.ts'

export type TableHeadProps<Row> = {
  columns: readonly DataColumn<Row>[]
  sort: Sort | null
  onSort: (sort: Sort | null) => void
  picking: { all: boolean; some: boolean; onAll: (all: boolean) => void } | null
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const
export const headCellClasses =
  'sticky top-0 z-10 h-9 whitespace-nowrap border-line border-b bg-surface px-3 text-start font-medium text-muted text-xs'

const SortHeader = <Row,>({
  column,
  sort,
  onSort,
}: Pick<TableHeadProps<Row>, 'sort' | 'onSort'> & { column: DataColumn<Row> }) => {
  const direction = sort?.column === column.id ? sort.direction : null
  const Arrow = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ChevronsUpDown
  return (
    <button
      type="button"
      onClick={() => onSort(nextSort(column, sort))}
      className={cn(
        'group/sort -mx-1.5 inline-flex h-7 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 hover:bg-hover hover:text-fg',
        column.align === 'end' && 'flex-row-reverse',
        direction && 'text-fg',
      )}
    >
      {column.header}
      <Arrow
        aria-hidden
        className={cn(
          'size-3',
          !direction && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
        )}
      />
    </button>
  )
}

export const TableHead = <Row,>({ columns, sort, onSort, picking }: TableHeadProps<Row>) => (
  <thead>
    <tr aria-rowindex={1}>
      {picking ? (
        <th scope="col" className={cn(headCellClasses, 'w-10 ps-3 pe-0')}>
          <Checkbox
            label="Select all rows shown"
            hideLabel
            checked={picking.all}
            indeterminate={picking.some && !picking.all}
            onChange={picking.onAll}
          />
        </th>
      ) : null}
      {columns.map((column) => {
        const sortable = column.sortable ?? column.sortValue !== undefined
        return (
          <th
            key={column.id}
            scope="col"
            style={column.width ? { width: column.width } : undefined}
            aria-sort={
              sortable ? (sort?.column === column.id ? ariaSort[sort.direction] : 'none') : undefined
            }
            className={cn(headCellClasses, column.align === 'end' && 'text-end')}
          >
            {sortable ? <SortHeader column={column} sort={sort} onSort={onSort} /> : column.header}
          </th>
        )
      })}
    </tr>
  </thead>
)
