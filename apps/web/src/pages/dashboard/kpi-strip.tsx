import type { DashboardOverview, Figure } from '@tributary/contracts'
import { type DeltaProps, KpiCard, Money, Unknown, useFormats } from '@tributary/ui'
import type { ReactNode } from 'react'
import { useOpenLeads } from '../../charts/mark-chart.tsx'

type Metrics = DashboardOverview['metrics']
type Writing = 'count' | 'percent' | 'score' | 'money'
type Card = {
  readonly key: keyof Metrics
  readonly label: string
  readonly as: Writing
  readonly unknown: string
}

const CARDS: readonly Card[] = [
  { key: 'totalLeads', label: 'Leads', as: 'count', unknown: 'No leads in these days' },
  { key: 'hotLeads', label: 'Hot leads', as: 'count', unknown: 'No leads in these days' },
  { key: 'acceptedLeads', label: 'Accepted', as: 'count', unknown: 'No leads in these days' },
  { key: 'conversionRate', label: 'Qualified ÷ leads', as: 'percent', unknown: 'No leads in these days' },
  {
    key: 'acceptanceRate',
    label: 'Accepted ÷ reviewed',
    as: 'percent',
    unknown: 'No lead was accepted or rejected yet',
  },
  { key: 'averageScore', label: 'Average score', as: 'score', unknown: 'No leads in these days' },
  { key: 'averageTrust', label: 'Average trust', as: 'score', unknown: 'No lead has a source with a trust' },
  { key: 'wonMinor', label: 'Won of these leads', as: 'money', unknown: 'No deal was won in these days' },
]

/** Counts and money change by a part of themselves, rates and scores by points. */
const changeOf = ({ value, previous }: Figure, as: Writing): DeltaProps | undefined => {
  if (value === null || previous === null) return undefined
  if (as === 'percent') return { value: (value - previous) * 100, unit: 'points' }
  if (as === 'score') return { value: value - previous, unit: 'points' }
  return previous === 0 ? undefined : { value: value / previous - 1 }
}

const POINTS = 30

/** A line as small as a word shows thirty points at most: days are added up where there are more. */
export const inThirty = (values: readonly number[]): number[] => {
  const size = Math.ceil(values.length / POINTS)
  const points: number[] = []
  for (let from = 0; from < values.length; from += size)
    points.push(values.slice(from, from + size).reduce((sum, value) => sum + value, 0))
  // The last point may hold fewer days than the others: it would look like a fall.
  return size > 1 && values.length % size !== 0 ? points.slice(0, -1) : points
}

type KpiStripProps = {
  metrics: Metrics | undefined
  currency: string
  perDay?: readonly { n: number }[]
  /** Leave out, to show those a page needs. */
  only?: readonly (keyof Metrics)[]
}

/** The figures of a page; each opens the leads it counts. */
export const KpiStrip = ({ metrics, currency, perDay, only }: KpiStripProps) => {
  const formats = useFormats()
  const openLeads = useOpenLeads()
  const write = (value: number, as: Writing): ReactNode => {
    if (as === 'money') return <Money value={{ minor: value, currency }} compact />
    if (as === 'percent') return formats.percent(value)
    return as === 'score' ? formats.decimal(value) : formats.count(value)
  }
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {CARDS.filter(({ key }) => !only || only.includes(key)).map(({ key, label, as, unknown }) => {
        const figure = metrics?.[key]
        const before = figure?.previous
        return (
          <KpiCard
            key={key}
            label={label}
            loading={!figure}
            value={figure && figure.value !== null ? write(figure.value, as) : <Unknown reason={unknown} />}
            delta={figure && changeOf(figure, as)}
            note={typeof before === 'number' ? <>before {write(before, as)}</> : undefined}
            trend={key === 'totalLeads' ? perDay && inThirty(perDay.map(({ n }) => n)) : undefined}
            onOpen={figure ? () => openLeads(figure.filter) : undefined}
          />
        )
      })}
    </div>
  )
}
