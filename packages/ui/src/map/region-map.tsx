import { Suspense, use } from 'react'
import { cn } from '../class-names.ts'
import { Skeleton } from '../feedback/skeleton.tsx'
import { useFormats } from '../format-provider.tsx'
import { loadMap, type MapScope } from './load-map.ts'

export type MapRegion = {
  /** US: FIPS code of the state ("06"); world: numeric ISO code ("356"). */
  id: string
  label: string
  value: number
}

export type MapPoint = { id: string; label: string; latitude: number; longitude: number }

export type RegionMapProps = {
  scope: MapScope
  label: string
  regions: readonly MapRegion[]
  /** Offices. */
  points?: readonly MapPoint[]
  format?: (value: number) => string
  onMark?: (region: MapRegion) => void
  className?: string
}

const Shapes = ({ scope, label, regions, points = [], format, onMark }: RegionMapProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const map = use(loadMap(scope))
  const byId = new Map(regions.map((region) => [region.id, region]))
  const top = Math.max(...regions.map((region) => region.value), 0)
  // the root spreads the values, so that one giant does not leave all others pale
  const heat = (value: number) => (top > 0 ? Math.sqrt(value / top) : 0)
  return (
    <svg viewBox={`0 0 ${map.width} ${map.height}`} role="img" aria-label={label} className="h-auto w-full">
      {map.shapes.map((shape) => {
        const region = byId.get(shape.id)
        return (
          <path
            key={shape.id}
            d={shape.path}
            data-mark
            className={cn('stroke-surface stroke-1', region && onMark && 'cursor-pointer hover:stroke-fg')}
            style={{
              fill: region
                ? `color-mix(in oklab, var(--chart-1) ${(15 + 85 * heat(region.value)).toFixed(0)}%, var(--hover))`
                : 'var(--hover)',
            }}
            onClick={region && onMark ? () => onMark(region) : undefined}
          >
            <title>{region ? `${region.label}: ${write(region.value)}` : shape.name}</title>
          </path>
        )
      })}
      {points.map((point) => {
        const place = map.project(point.longitude, point.latitude)
        return place ? (
          <g key={point.id} transform={`translate(${place[0]} ${place[1]})`}>
            <circle r={6} className="fill-fg stroke-2 stroke-surface" />
            <title>{point.label}</title>
          </g>
        ) : null
      })}
    </svg>
  )
}

/** Where. Always beside the same values as bars: a map is never the only view. */
export const RegionMap = (props: RegionMapProps) => (
  <div className={props.className}>
    <Suspense fallback={<Skeleton className="h-64 w-full" />}>
      <Shapes {...props} />
    </Suspense>
  </div>
)
