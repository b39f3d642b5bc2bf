import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import type { useRowWindow } from './use-row-window.ts'

export type CardListProps<Row> = {
  label: string
  rows: readonly Row[]
  window: ReturnType<typeof useRowWindow>
  rowId: (row: Row) => string
  activeId: string | null
  renderCard: (row: Row) => ReactNode
}

/** What a table becomes where it has no room. */
export const CardList = <Row,>({ label, rows, window, rowId, activeId, renderCard }: CardListProps<Row>) => (
  <ul aria-label={label} style={{ paddingTop: window.before, paddingBottom: window.after }}>
    {window.indexes.map((index) => {
      const row = rows[index]
      if (row === undefined) return null
      const id = rowId(row)
      return (
        <li
          key={id}
          data-index={index}
          data-row={id}
          ref={window.measure}
          className={cn(
            'border-line border-b px-4 py-3',
            id === activeId && 'shadow-[inset_2px_0_0_var(--primary)]',
          )}
        >
          {renderCard(row)}
        </li>
      )
    })}
  </ul>
)
