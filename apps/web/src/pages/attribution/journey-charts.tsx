import type { AttributionAnswer, DealGroup } from '@tributary/contracts'
import { ChartCard, type ChartColumn, EmptyState, useFormats } from '@tributary/ui'
import { BandBars } from '../../charts/lazy-charts.tsx'
import { plural } from '../../words.ts'
import type { Opened } from './opened.ts'
import { rangeWords } from './opened-words.ts'

type Result = NonNullable<AttributionAnswer['result']>
type ChartProps = { result: Result; currency: string; onOpen: (opened: Opened) => void; className?: string }

type GroupChartProps = Omit<ChartProps, 'result'> & {
  title: string
  header: string
  summary: string
  groups: readonly DealGroup[]
  kind: 'touches' | 'days'
}

const GroupChart = ({
  title,
  header,
  summary,
  groups,
  kind,
  currency,
  onOpen,
  className,
}: GroupChartProps) => {
  const formats = useFormats()
  const rows = groups.map((group) => ({ ...group, label: rangeWords(group), value: group.deals }))
  type Row = (typeof rows)[number]
  const columns: ChartColumn<Row>[] = [
    { header, value: (row) => row.label },
    { header: 'Deals', value: (row) => row.deals, format: (row) => formats.count(row.deals) },
    {
      header: 'Revenue',
      value: (row) => row.minor / 10 ** formats.minorDigits(),
      format: (row) => formats.money({ minor: row.minor, currency }),
    },
  ]
  const open = ({ id }: { id: string }) => {
    const row = rows.find((one) => one.id === id)
    if (row && row.deals > 0) onOpen({ kind, from: row.from, to: row.to })
  }
  return (
    <ChartCard
      title={title}
      summary={summary}
      rows={rows}
      columns={columns}
      onMark={open}
      markLabel={(row) =>
        `Show ${formats.count(row.deals)} ${plural(row.deals, 'deal')}: ${header} ${row.label}`
      }
      className={className}
      empty={<EmptyState title="No deal with a known touch" className="py-8" />}
    >
      <BandBars data={rows} unit="deals" onMark={open} />
    </ChartCard>
  )
}

/** How many touches came before a win. */
export const PathLengthChart = ({ result, ...rest }: ChartProps) => {
  const formats = useFormats()
  const one = result.pathLengths.find(({ from, to }) => from === 1 && to === 1)?.deals ?? 0
  return (
    <GroupChart
      {...rest}
      title="Path length"
      header="Touches"
      kind="touches"
      groups={result.pathLengths}
      summary={
        result.wonDeals > 0
          ? `${formats.percent(one / result.wonDeals)} of the deals were won after a single touch: there all models agree.`
          : ''
      }
    />
  )
}

/** How long it took from the first touch to the win. */
export const TimeToCloseChart = ({ result, ...rest }: ChartProps) => {
  const formats = useFormats()
  const { median, groups } = result.daysToClose
  return (
    <GroupChart
      {...rest}
      title="Time to close"
      header="Days from the first touch"
      kind="days"
      groups={groups}
      summary={
        median === null
          ? ''
          : `Half of the deals were won within ${formats.decimal(median)} days of the first touch.`
      }
    />
  )
}
