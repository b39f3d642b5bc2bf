import { Skeleton } from '@tributary/ui'
import type {
  BandBarsProps,
  DonutProps,
  FlowProps,
  FunnelProps,
  HorizontalBarsProps,
  OutlookBarsProps,
  ReliabilityPlotProps,
  ScatterQuadrantProps,
  TrendProps,
  WaterfallProps,
} from '@tributary/ui/charts'
import type { RegionMapProps } from '@tributary/ui/map'
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react'

type Loaded<Props> = { default: ComponentType<Props> }

/**
 * The drawing code comes when the first chart is shown, after the figures above it. Each chart is named where it is
 * imported, so that what no page draws is left out of the file.
 */
const drawn = <Props extends object>(load: () => Promise<Loaded<Props>>, height: string) => {
  const Chart = lazy(load) as unknown as ComponentType<Props>
  return (props: Props) => (
    <Suspense fallback={<Skeleton className={`w-full ${height}`} />}>
      <Chart {...props} />
    </Suspense>
  )
}

export const Donut: ComponentType<DonutProps> = drawn(
  () => import('@tributary/ui/charts').then(({ Donut }) => ({ default: Donut })),
  'h-40',
)
export const HorizontalBars: ComponentType<HorizontalBarsProps> = drawn(
  () => import('@tributary/ui/charts').then(({ HorizontalBars }) => ({ default: HorizontalBars })),
  'h-52',
)
export const BandBars: ComponentType<BandBarsProps> = drawn(
  () => import('@tributary/ui/charts').then(({ BandBars }) => ({ default: BandBars })),
  'h-52',
)
export const Funnel: ComponentType<FunnelProps> = drawn(
  () => import('@tributary/ui/charts').then(({ Funnel }) => ({ default: Funnel })),
  'h-24',
)
export const Flow: ComponentType<FlowProps> = drawn(
  () => import('@tributary/ui/charts').then(({ Flow }) => ({ default: Flow })),
  'h-80',
)
export const Trend: ComponentType<TrendProps> = drawn(
  () => import('@tributary/ui/charts').then(({ Trend }) => ({ default: Trend })),
  'h-56',
)
export const OutlookBars: ComponentType<OutlookBarsProps> = drawn(
  () => import('@tributary/ui/charts').then(({ OutlookBars }) => ({ default: OutlookBars })),
  'h-80',
)
export const Waterfall: ComponentType<WaterfallProps> = drawn(
  () => import('@tributary/ui/charts').then(({ Waterfall }) => ({ default: Waterfall })),
  'h-64',
)
export const ReliabilityPlot: ComponentType<ReliabilityPlotProps> = drawn(
  () => import('@tributary/ui/charts').then(({ ReliabilityPlot }) => ({ default: ReliabilityPlot })),
  'h-80',
)
export const ScatterQuadrant: ComponentType<ScatterQuadrantProps> = drawn(
  () => import('@tributary/ui/charts').then(({ ScatterQuadrant }) => ({ default: ScatterQuadrant })),
  'h-72',
)

const Atlas: ComponentType<RegionMapProps> = drawn(
  () => import('@tributary/ui/map').then(({ RegionMap }) => ({ default: RegionMap })),
  'h-64',
)

/** The atlas is heavy and stands far down: it is fetched when the reader comes near. */
export const RegionMap = (props: RegionMapProps) => {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element || near) return
    const watcher = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '200px',
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [near])
  return <div ref={place}>{near ? <Atlas {...props} /> : <Skeleton className="h-64 w-full" />}</div>
}
