import { Skeleton } from '../feedback/skeleton.tsx'
import type { DataColumn } from './data-column.ts'

const WIDTHS = ['w-32', 'w-24', 'w-16', 'w-28', 'w-20']

export const SkeletonRows = <Row,>({
  columns,
  picking,
  rows = 8,
}: {
  columns: readonly DataColumn<Row>[]
  picking: boolean
  rows?: number
}) => (
  <>
    {Array.from({ length: rows }, (_, line) => (
      <tr key={line} className="h-row [&>td]:border-line [&>td]:border-b">
        {picking ? <td className="w-10" /> : null}
        {columns.map((column, place) => (
          <td key={column.id} className="px-3">
            <Skeleton
              className={`${WIDTHS[(line + place) % WIDTHS.length]} max-w-full ${column.align === 'end' ? 'ms-auto' : ''}`}
            />
          </td>
        ))}
      </tr>
    ))}
  </>
)
