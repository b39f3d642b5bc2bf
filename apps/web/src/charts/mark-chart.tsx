import { useNavigate } from '@tanstack/react-router'
import type { LeadFilter } from '@tributary/contracts'
import { ChartCard, type ChartColumn, type ChartSlot, EmptyState, useFormats } from '@tributary/ui'
import { type ReactNode, useMemo } from 'react'
import { plural } from '../words.ts'

/** A mark that opens the leads it stands for. */
export type ChartRow = {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly previous?: number
  readonly averageScore?: number | null
  readonly slot?: ChartSlot
  readonly color?: string
  readonly note?: string
  readonly filter: LeadFilter
}

export const useOpenLeads = () => {
  const navigate = useNavigate()
  return (filter: LeadFilter): void => void navigate({ to: '/leads', search: filter })
}

type MarkChartProps = {
  title: string
  /** What the first column names: "Status". */
  header: string
  summary: ReactNode
  rows: readonly ChartRow[]
  /** The whole that shares are parts of; without it the sum of the rows. */
  total?: number
  compared?: boolean
  loading?: boolean
  error?: ReactNode
  empty?: string
  footer?: ReactNode
  className?: string
  children: (open: (row: { id: string }) => void) => ReactNode
}

/** A chart of leads: each mark, in the drawing and in the table, opens exactly the leads it counts. */
export const MarkChart = ({ rows, header, compared, children, empty, ...card }: MarkChartProps) => {
  const formats = useFormats()
  const openLeads = useOpenLeads()
  const total = card.total ?? rows.reduce((sum, row) => sum + row.value, 0)
  const columns = useMemo(
    (): ChartColumn<ChartRow>[] => [
      { header, value: (row) => row.label },
      { header: 'Leads', value: (row) => row.value, format: (row) => formats.count(row.value) },
      {
        header: 'Share',
        value: (row) => (total > 0 ? Number((row.value / total).toFixed(4)) : null),
        format: (row) => (total > 0 ? formats.percent(row.value / total) : '–'),
      },
      ...(compared
        ? [
            {
              header: 'Before',
              value: (row: ChartRow) => row.previous ?? null,
              format: (row: ChartRow) => (row.previous === undefined ? '–' : formats.count(row.previous)),
            },
          ]
        : []),
      ...(rows.some(({ averageScore }) => typeof averageScore === 'number')
        ? [
            {
              header: 'Average score',
              value: (row: ChartRow) => row.averageScore ?? null,
              format: (row: ChartRow) =>
                typeof row.averageScore === 'number' ? formats.decimal(row.averageScore) : '–',
            },
          ]
        : []),
    ],
    [header, compared, formats, rows, total],
  )
  const open = ({ id }: { id: string }) => {
    const row = rows.find((one) => one.id === id)
    if (row) openLeads(row.filter)
  }
  const nothing = rows.every(({ value }) => value === 0)
  return (
    <ChartCard
      {...card}
      rows={nothing ? [] : rows}
      columns={columns}
      onMark={open}
      markLabel={(row) =>
        `Show ${formats.count(row.value)} ${plural(row.value, 'lead')}: ${header.toLowerCase()} ${row.label}`
      }
      empty={
        <EmptyState title={empty ?? 'No leads in these days'} className="py-8">
          Choose other days to see more.
        </EmptyState>
      }
    >
      {children(open)}
    </ChartCard>
  )
}
