import type { DashboardOverview } from '@tributary/contracts'
import { gradeColor, slotOfSource, useFormats } from '@tributary/ui'
import { chartRows, largest } from '../../charts/chart-rows.ts'
import { BandBars, Donut, HorizontalBars } from '../../charts/lazy-charts.tsx'
import { MarkChart } from '../../charts/mark-chart.tsx'
import { bandWords, gradeWords, sourceWords, statusWords } from '../../words.ts'

type ChartProps = { overview: DashboardOverview | undefined; compared: boolean; className?: string }

const wordOf =
  (words: Readonly<Record<string, string>>) =>
  (value: string): string =>
    words[value] ?? value

const statusColors: Readonly<Record<string, string>> = {
  hot: gradeColor('A'),
  warm: gradeColor('B'),
  cold: gradeColor('C'),
  accepted: 'var(--success)',
  rejected: 'var(--subtle)',
}

export const StatusChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows = chartRows(overview?.statuses ?? [], wordOf(statusWords), (status) => ({
    color: statusColors[status],
  }))
  const total = rows.reduce((sum, { value }) => sum + value, 0)
  const top = largest(rows)
  return (
    <MarkChart
      title="Status"
      header="Status"
      rows={rows}
      compared={compared}
      loading={!overview}
      className={className}
      summary={
        top && total > 0
          ? `Most leads are ${top.label.toLowerCase()}: ${formats.percent(top.value / total)}. A decision counts before the temperature.`
          : ''
      }
    >
      {(open) => (
        <Donut data={rows} onMark={open} center={{ value: formats.countCompact(total), label: 'leads' }} />
      )}
    </MarkChart>
  )
}

export const SourceChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows = chartRows(overview?.sources ?? [], wordOf(sourceWords), (source) => ({
    slot: slotOfSource(source),
  }))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value)
  const total = rows.reduce((sum, { value }) => sum + value, 0)
  const top = rows[0]
  return (
    <MarkChart
      title="Where leads come from"
      header="Source"
      rows={rows}
      compared={compared}
      loading={!overview}
      className={className}
      summary={
        top
          ? `${top.label} brought most: ${formats.count(top.value)}, ${formats.percent(top.value / total)}.`
          : ''
      }
    >
      {(open) => (
        <HorizontalBars
          data={rows.map((row) => ({ ...row, note: formats.percent(row.value / total) }))}
          onMark={open}
        />
      )}
    </MarkChart>
  )
}

const BANDS_FROM = [0, 21, 41, 61, 81, 101]

/** How far along the axis of bands a score lies, 0 to 1: each band is as wide as the others. */
export const placeOnBands = (score: number): number => {
  const band = BANDS_FROM.findLastIndex((from) => score >= from)
  const from = BANDS_FROM[band] ?? 0
  const to = BANDS_FROM[band + 1] ?? 101
  return (band + (score - from) / (to - from)) / (BANDS_FROM.length - 1)
}

export const ScoreChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows = chartRows(overview?.scoreBands ?? [], wordOf(bandWords))
  const total = rows.reduce((sum, { value }) => sum + value, 0)
  const cuts = overview?.gradeCuts
  const a = overview?.grades.find(({ value }) => value === 'A')
  return (
    <MarkChart
      title="Scores"
      header="Score"
      rows={rows}
      compared={compared}
      loading={!overview}
      className={className}
      summary={
        a && cuts && total > 0
          ? `${formats.count(a.n)} leads, ${formats.percent(a.n / total)}, reached grade A, which begins at ${formats.count(cuts.A)}.`
          : ''
      }
    >
      {(open) => (
        <BandBars
          data={rows}
          unit="leads"
          onMark={open}
          lines={
            cuts &&
            (['C', 'B', 'A'] as const).map((grade) => ({
              at: placeOnBands(cuts[grade]),
              label: gradeWords[grade],
            }))
          }
        />
      )}
    </MarkChart>
  )
}

export const TrustChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows = chartRows(overview?.trustBands ?? [], wordOf(bandWords), () => ({ slot: 3 }))
  const known = rows.reduce((sum, { value }) => sum + value, 0)
  const unknown = overview?.trustUnknown ?? 0
  return (
    <MarkChart
      title="Trust of the source"
      header="Trust"
      rows={rows}
      compared={compared}
      loading={!overview}
      className={className}
      empty="No lead has a source with a trust"
      summary={
        unknown > 0
          ? `Known for ${formats.count(known)} leads; ${formats.count(unknown)} have no source with a trust.`
          : `Known for all ${formats.count(known)} leads.`
      }
    >
      {(open) => <BandBars data={rows} unit="leads" onMark={open} />}
    </MarkChart>
  )
}
