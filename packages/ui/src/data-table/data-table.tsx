import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { cn } from '../class-names.ts'
import { SkeletonLines } from '../feedback/skeleton.tsx'
import { useIsNarrow } from '../use-media-query.ts'
import { CardList } from './card-list.tsx'
import { type DataColumn, idsBetween, type Sort } from './data-column.ts'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { SkeletonRows } from './table-skeleton.tsx'
import { readRowHeight, useRowWindow } from './use-row-window.ts'
import { useTableKeyboard } from './use-table-keyboard.ts'
import { useTableModel } from './use-table-model.ts'

export type DataTableProps<Row> = {
  /** What the rows are: "Leads". Read aloud as the table's name. */
  label: string
  rows: readonly Row[]
  /** Keep it stable between renders (module scope or useMemo). */
  columns: readonly DataColumn<Row>[]
  rowId: (row: Row) => string
  /** Names a row in "Select Orchid Steel". */
  rowLabel: (row: Row) => string
  /** With `onSort` the page sorts, and rows arrive in order; without, the table sorts by `sortValue`. */
  sort?: Sort | null
  onSort?: (sort: Sort | null) => void
  /** Ids of columns not shown. */
  hidden?: readonly string[]
  /** Give both to let rows be picked. */
  selected?: ReadonlySet<string>
  onSelect?: (selected: Set<string>) => void
  onOpen?: (row: Row) => void
  /** The row the keyboard stands on; owned by the table unless given. */
  activeId?: string | null
  onActive?: (id: string) => void
  /** J, K, X and Enter anywhere on the page while nobody types. */
  keyboard?: boolean
  loading?: boolean
  /** The rows are those of the last question: dimmed until the new ones are here. */
  stale?: boolean
  /** Instead of rows, when there are none. */
  empty?: ReactNode
  /** Instead of rows, when they could not be had. */
  error?: ReactNode
  /** Under 640 px each row becomes this. Without it the table scrolls sideways in its box. */
  renderCard?: (row: Row) => ReactNode
  /** Above the rows, inside the scrolling box: a Pill. */
  notice?: ReactNode
  /** Below the rows: "Load more", totals. */
  footer?: ReactNode
  /** The scrolling box needs a height to draw only the rows in sight; default fills up to 70 % of the screen. */
  className?: string
}

const CARD_HEIGHT = 112
const HEAD_HEIGHT = 36

export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, rows, columns, rowId, rowLabel, selected, onSelect, onOpen, loading = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  const lastPicked = useRef<string | null>(null)
  const asCards = useIsNarrow() && props.renderCard !== undefined
  const { table, sort, setSort } = useTableModel({
    rows,
    columns,
    rowId,
    sort: props.sort,
    onSort: props.onSort,
    hidden: props.hidden,
    selected,
  })
  const ordered = table.getRowModel().rows
  const sortedRows = useMemo(() => ordered.map((row) => row.original.row), [ordered])
  const ids = useMemo(() => ordered.map((row) => row.id), [ordered])
  const shown = useMemo(
    () => columns.filter((column) => column.fixed || !props.hidden?.includes(column.id)),
    [columns, props.hidden],
  )
  const [rowHeight] = useState(readRowHeight)
  const window = useRowWindow(
    ids.length,
    scroller,
    asCards ? CARD_HEIGHT : rowHeight,
    !loading,
    asCards ? 0 : HEAD_HEIGHT,
  )

  const [ownActive, setOwnActive] = useState<string | null>(null)
  const activeId = props.activeId === undefined ? ownActive : props.activeId

  const selectedNow = useRef(selected)
  selectedNow.current = selected
  const pick = useCallback(
    (id: string, picked: boolean, range: boolean) => {
      const next = new Set(selectedNow.current)
      const group = range && lastPicked.current ? idsBetween(ids, lastPicked.current, id) : [id]
      for (const one of group) picked ? next.add(one) : next.delete(one)
      lastPicked.current = id
      onSelect?.(next)
    },
    [ids, onSelect],
  )
  useTableKeyboard({
    enabled: (props.keyboard ?? false) && !loading,
    ids,
    activeId,
    onMove: (id, index) => {
      setOwnActive(id)
      props.onActive?.(id)
      window.reveal(index)
    },
    onOpen: (id) => {
      const row = sortedRows[ids.indexOf(id)]
      if (row !== undefined) onOpen?.(row)
    },
    onToggle: onSelect ? (id) => pick(id, !selected?.has(id), false) : undefined,
  })

  const picked = ids.filter((id) => selected?.has(id)).length
  const picking = onSelect
    ? {
        all: ids.length > 0 && picked === ids.length,
        some: picked > 0,
        onAll: (all: boolean) => onSelect(new Set(all ? ids : [])),
      }
    : null
  // Keys scroll the box through what stands in it; a table of plain text needs to take the focus itself.
  const isPlain = !onOpen && !onSelect && !columns.some(({ interactive }) => interactive)
  const instead = props.error ?? (!loading && rows.length === 0 ? props.empty : null)
  const spacer = (height: number) =>
    height > 0 ? (
      <tr aria-hidden style={{ height }}>
        <td colSpan={shown.length + (picking ? 1 : 0)} />
      </tr>
    ) : null

  return (
    <div
      ref={scroller}
      {...(isPlain ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}
      data-stale={props.stale || undefined}
      aria-busy={loading || props.stale || undefined}
      className={cn(
        'relative max-h-[70dvh] min-w-0 scroll-pt-9 overflow-auto print:max-h-none print:overflow-visible',
        props.className,
      )}
    >
      {props.notice}
      {instead ? (
        instead
      ) : asCards && props.renderCard ? (
        loading ? (
          <div className="p-4">
            <SkeletonLines lines={8} label={`Loading ${label.toLowerCase()}`} />
          </div>
        ) : (
          <CardList
            label={label}
            rows={sortedRows}
            window={window}
            rowId={rowId}
            activeId={activeId}
            renderCard={props.renderCard}
          />
        )
      ) : (
        <table
          aria-label={label}
          aria-rowcount={loading ? -1 : ids.length + 1}
          className={cn(
            'w-full border-separate border-spacing-0 text-start',
            props.stale && 'opacity-60 transition-opacity',
          )}
        >
          <TableHead columns={shown} sort={sort} onSort={setSort} picking={picking} />
          <tbody>
            {loading ? (
              <SkeletonRows columns={shown} picking={picking !== null} />
            ) : (
              <>
                {spacer(window.before)}
                {window.indexes.map((index) => {
                  const row = sortedRows[index]
                  const id = ids[index]
                  if (row === undefined || id === undefined) return null
                  return (
                    <TableRow
                      key={id}
                      row={row}
                      id={id}
                      label={rowLabel(row)}
                      index={index}
                      columns={shown}
                      active={id === activeId}
                      selected={selected?.has(id) ?? false}
                      onPick={onSelect ? pick : undefined}
                      onOpen={onOpen}
                    />
                  )
                })}
                {spacer(window.after)}
              </>
            )}
          </tbody>
        </table>
      )}
      {instead ? null : props.footer}
    </div>
  )
}
