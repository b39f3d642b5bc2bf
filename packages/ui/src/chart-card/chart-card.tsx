import { ChartNoAxesColumn, Download, Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { IconButton } from '../controls/button.tsx'
import { Skeleton } from '../feedback/skeleton.tsx'
import { Card } from '../layout/card.tsx'
import { type CsvValue, downloadCsv, toCsv } from './csv.ts'

export type ChartColumn<Row> = {
  header: string
  /** The bare value, as it goes into the CSV. */
  value: (row: Row) => CsvValue
  /** How it is written in the table; the bare value otherwise. */
  format?: (row: Row) => ReactNode
}

export type ChartCardProps<Row extends { id: string }> = {
  title: string
  /** What the chart shows, in one sentence with its main number. */
  summary: ReactNode
  /** The same rows as the chart's marks; the first column names them. */
  rows: readonly Row[]
  columns: readonly ChartColumn<Row>[]
  /** Opens the records behind a mark, from the table too. */
  onMark?: (row: Row) => void
  /** "Show 128 leads from Google Ads". */
  markLabel?: (row: Row) => string
  fileName?: string
  actions?: ReactNode
  footer?: ReactNode
  loading?: boolean
  /** Instead of the chart when there are no rows. */
  empty?: ReactNode
  /** Instead of the chart when it could not be had: an ErrorState. */
  error?: ReactNode
  level?: 2 | 3 | 4
  /** Ask for the chart code, as `lazy(() => import('@tributary/ui/charts'))`; suspends inside. */
  children: ReactNode
  className?: string
}

const slug = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

const isNumeric = <Row,>(column: ChartColumn<Row>, rows: readonly Row[]): boolean =>
  rows.some((row) => typeof column.value(row) === 'number')

const MarkTable = <Row extends { id: string }>({
  title,
  rows,
  columns,
  onMark,
  markLabel,
}: Pick<ChartCardProps<Row>, 'title' | 'rows' | 'columns' | 'onMark' | 'markLabel'>) => (
  <div className="max-h-80 overflow-auto">
    <table className="w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.header}
              scope="col"
              className={`sticky top-0 border-line border-b bg-surface py-1.5 pe-3 font-medium text-muted text-xs ${isNumeric(column, rows) ? 'text-end' : 'text-start'}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column, place) => {
              const text = column.format?.(row) ?? column.value(row)
              const classes = `border-line border-b py-1.5 pe-3 ${isNumeric(column, rows) ? 'text-end tabular-nums' : 'text-start'}`
              if (place > 0)
                return (
                  <td key={column.header} className={classes}>
                    {text}
                  </td>
                )
              return (
                <th key={column.header} scope="row" className={`${classes} font-normal`}>
                  {onMark ? (
                    <button
                      type="button"
                      aria-label={markLabel?.(row)}
                      onClick={() => onMark(row)}
                      className="min-h-6 rounded-sm text-start text-primary-text underline-offset-2 hover:underline"
                    >
                      {text}
                    </button>
                  ) : (
                    text
                  )}
                </th>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** A chart is also a sentence, a table and a file. */
export const ChartCard = <Row extends { id: string }>(props: ChartCardProps<Row>) => {
  const {
    title,
    summary,
    rows,
    columns,
    onMark,
    markLabel,
    fileName,
    actions,
    footer,
    loading,
    empty,
    error,
  } = props
  const [asTable, setAsTable] = useState(false)
  const summaryId = useId()
  const save = () =>
    downloadCsv(
      fileName ?? slug(title),
      toCsv(
        columns.map((column) => column.header),
        rows.map((row) => columns.map((column) => column.value(row))),
      ),
    )
  const nothing = error ?? (!loading && rows.length === 0 ? empty : null)
  const body = nothing ? (
    nothing
  ) : loading ? (
    <div role="status" aria-label={`Loading ${title}`}>
      <Skeleton className="h-52 w-full" />
    </div>
  ) : asTable ? (
    <MarkTable title={title} rows={rows} columns={columns} onMark={onMark} markLabel={markLabel} />
  ) : (
    <figure aria-label={title} aria-describedby={summaryId} className="flex h-full flex-col justify-center">
      {props.children}
    </figure>
  )
  return (
    <Card
      title={title}
      level={props.level}
      className={props.className}
      footer={footer}
      description={
        loading ? (
          <Skeleton className="mt-1 h-3.5 w-48" />
        ) : nothing ? null : (
          <span id={summaryId}>{summary}</span>
        )
      }
      actions={
        <>
          {actions}
          {nothing || loading ? null : (
            <span data-no-print className="flex">
              <IconButton
                size="small"
                label={asTable ? `Show ${title} as chart` : `Show ${title} as table`}
                icon={asTable ? <ChartNoAxesColumn aria-hidden /> : <Table2 aria-hidden />}
                onClick={() => setAsTable(!asTable)}
              />
              <IconButton
                size="small"
                label={`Download ${title} as CSV`}
                icon={<Download aria-hidden />}
                onClick={save}
              />
            </span>
          )}
        </>
      }
    >
      {body}
    </Card>
  )
}
