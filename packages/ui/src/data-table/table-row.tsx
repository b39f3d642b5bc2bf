import { type MouseEvent, memo } from 'react'
import { cn } from '../class-names.ts'
import { Checkbox } from '../controls/checkbox.tsx'
import type { DataColumn } from './data-column.ts'

export type TableRowProps<Row> = {
  row: Row
  id: string
  label: string
  index: number
  columns: readonly DataColumn<Row>[]
  active: boolean
  selected: boolean
  onPick: ((id: string, picked: boolean, range: boolean) => void) | undefined
  onOpen: ((row: Row) => void) | undefined
}

const OWN_PRESS = 'button, a, input, label, [role="checkbox"], [role="button"]'

const Row = <Row,>({
  row,
  id,
  label,
  index,
  columns,
  active,
  selected,
  onPick,
  onOpen,
}: TableRowProps<Row>) => {
  const open = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    if (onOpen && !target?.closest(OWN_PRESS)) onOpen(row)
  }
  return (
    <tr
      data-index={index}
      data-row={id}
      aria-rowindex={index + 2}
      aria-selected={onPick ? selected : undefined}
      data-active={active || undefined}
      onClick={open}
      className={cn(
        'group/row h-row [&>td]:border-line [&>td]:border-b',
        onOpen && 'cursor-pointer hover:bg-row',
        selected && 'bg-primary-soft hover:bg-primary-soft',
        active && 'bg-row [&>td:first-child]:shadow-[inset_2px_0_0_var(--primary)]',
      )}
    >
      {onPick ? (
        <td className="w-10 ps-3 pe-0">
          <Checkbox
            label={`Select ${label}`}
            hideLabel
            checked={selected}
            onChange={(picked, event) => onPick(id, picked, 'shiftKey' in event && event.shiftKey === true)}
          />
        </td>
      ) : null}
      {columns.map((column, place) => {
        const content = column.cell(row)
        return (
          <td
            key={column.id}
            style={column.width ? { maxWidth: column.width } : undefined}
            className={cn('truncate px-3 text-sm', column.align === 'end' && 'text-end tabular-nums')}
          >
            {place === 0 && onOpen && !column.interactive ? (
              <button
                type="button"
                onClick={() => onOpen(row)}
                className="min-h-6 max-w-full truncate rounded-sm text-start font-medium hover:underline"
              >
                {content}
              </button>
            ) : (
              content
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** Drawn again only when its own row changes, so that moving through 10,000 rows stays light. */
export const TableRow = memo(Row) as typeof Row
