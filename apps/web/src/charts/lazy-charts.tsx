import { Skeleton } from '@tributary/ui'
import type {
  BandBarsProps,
  DonutProps,
  FunnelProps,
  HorizontalBarsProps,
  ScatterQuadrantProps,
  TrendProps,
} from '@tributary/ui/charts'
import { type ComponentProps, type ComponentType, lazy, Suspense } from 'react'

const charts = () => import('@tributary/ui/charts')
type Charts = Awaited<ReturnType<typeof charts>>

// The drawing code comes when the first chart is shown, after the figures above it.
const drawn = <Props extends object>(pick: (from: Charts) => ComponentType<Props>, height: string) => {
  const Chart = lazy(() =>
    charts().then((from) => ({ default: pick(from) })),
  ) as unknown as ComponentType<Props>
  return (props: Props) => (
    <Suspense fallback={<Skeleton className={`w-full ${height}`} />}>
      <Chart {...props} />
    </Suspense>
  )
}

export const Donut: ComponentType<DonutProps> = drawn((from) => from.Donut, 'h-40')
export const HorizontalBars: ComponentType<HorizontalBarsProps> = drawn((from) => from.HorizontalBars, 'h-52')
export const BandBars: ComponentType<BandBarsProps> = drawn((from) => from.BandBars, 'h-52')
export const Funnel: ComponentType<FunnelProps> = drawn((from) => from.Funnel, 'h-24')
export const Trend: ComponentType<TrendProps> = drawn((from) => from.Trend, 'h-56')
export const ScatterQuadrant: ComponentType<ScatterQuadrantProps> = drawn(
  (from) => from.ScatterQuadrant,
  'h-72',
)

type MapProps = ComponentProps<typeof import('@tributary/ui/map')['RegionMap']>
const Map = lazy(() => import('@tributary/ui/map').then((from) => ({ default: from.RegionMap })))
export const RegionMap = (props: MapProps) => (
  <Suspense fallback={<Skeleton className="h-64 w-full" />}>
    <Map {...props} />
  </Suspense>
)
