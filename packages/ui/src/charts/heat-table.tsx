import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'

export type HeatCell = { row: string; column: string; value: number }
export type HeatAxis = { id: string; label: string }

export type HeatTableProps = {
  caption: string
  rows: readonly HeatAxis[]
  columns: readonly HeatAxis[]
  /** Cells not named are 0. */
  cells: readonly HeatCell[]
  format?: (value: number) => string
  onMark?: (cell: HeatCell) => void
  className?: string
}

/** Weekday by hour, cohort by month: each cell is its number on its heat. */
export const HeatTable = ({ caption, rows, columns, cells, format, onMark, className }: HeatTableProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const top = Math.max(...cells.map((cell) => cell.value), 0)
  const byPlace = new Map(cells.map((cell) => [`${cell.row}\u0000${cell.column}`, cell]))
  return (
    <div className={cn('overflow-x-auto', className)}>
      <table className="w-full border-separate border-spacing-0.5 text-2xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.id} scope="col" className="px-0.5 pb-1 font-normal text-subtle">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="pe-2 text-start font-normal text-muted text-xs">
                {row.label}
              </th>
              {columns.map((column) => {
                const cell = byPlace.get(`${row.id}\u0000${column.id}`) ?? {
                  row: row.id,
                  column: column.id,
                  value: 0,
                }
                const heat = top > 0 ? cell.value / top : 0
                const text = cell.value === 0 ? '' : write(cell.value)
                const name = `${row.label} ${column.label}: ${write(cell.value)}`
                return (
                  <td
                    key={column.id}
                    data-mark
                    style={{ ['--heat' as string]: heat }}
                    className="heat h-7 min-w-6 rounded-sm p-0 text-center text-fg tabular-nums"
                  >
                    {onMark && cell.value > 0 ? (
                      <button
                        type="button"
                        aria-label={name}
                        title={name}
                        onClick={() => onMark(cell)}
                        className="h-full min-h-6 w-full rounded-sm"
                      >
                        {text}
                      </button>
                    ) : (
                      <span title={name}>{text}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
