import {
  CartesianGrid,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { axisText } from './mark.ts'

/** One of 10 × 10 cells; 0 holds 0 to 10, 9 holds 90 to 100. */
export type ScatterCell = { id: string; x: number; y: number; count: number }

export type ScatterQuadrantProps = {
  cells: readonly ScatterCell[]
  xLabel: string
  yLabel: string
  /** What is counted: "leads". */
  unit?: string
  /** Where the four quarters meet, 0 to 100. */
  split?: { x: number; y: number }
  /** Names of the quarters; the best one is tinted. */
  names?: { highHigh: string; highLow: string; lowHigh: string; lowLow: string }
  onMark?: (cell: ScatterCell) => void
  height?: number
  className?: string
}

const WIDTH_OF_CELL = 10
// Room above and below the dots for the names of the quarters.
const ROOM = 9
const ticks = [0, 20, 40, 60, 80, 100]
const quarterLabel = { fill: 'var(--subtle)', fontSize: 11 }

/** Two scores against each other: the larger the dot, the more fall into its cell. */
export const ScatterQuadrant = ({
  cells,
  xLabel,
  yLabel,
  unit = '',
  split = { x: 60, y: 60 },
  names,
  onMark,
  height = 288,
  className,
}: ScatterQuadrantProps) => {
  const formats = useFormats()
  const dots = cells
    .filter((cell) => cell.count > 0)
    .map((cell) => ({
      ...cell,
      centerX: cell.x * WIDTH_OF_CELL + WIDTH_OF_CELL / 2,
      centerY: cell.y * WIDTH_OF_CELL + WIDTH_OF_CELL / 2,
    }))
  const bounds = (at: number) => `${at * WIDTH_OF_CELL}–${(at + 1) * WIDTH_OF_CELL}`
  const quarter = (
    x: [number, number],
    y: [number, number],
    text: string,
    best: boolean,
    position: 'insideTopLeft' | 'insideTopRight' | 'insideBottomLeft' | 'insideBottomRight',
  ) => (
    <ReferenceArea
      x1={x[0]}
      x2={x[1]}
      y1={y[0]}
      y2={y[1]}
      fill={best ? 'var(--primary-soft)' : 'transparent'}
      fillOpacity={1}
      label={{ value: text, position, ...quarterLabel }}
    />
  )
  return (
    <div className={cn('w-full', className)} style={{ height }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 360, height }}>
        <ScatterChart margin={{ top: 4, right: 8, bottom: 16, left: 0 }} accessibilityLayer={false}>
          {names
            ? quarter([split.x, 100], [split.y, 100 + ROOM], names.highHigh, true, 'insideTopRight')
            : null}
          {names
            ? quarter([split.x, 100], [-ROOM, split.y], names.highLow, false, 'insideBottomRight')
            : null}
          {names ? quarter([0, split.x], [split.y, 100 + ROOM], names.lowHigh, false, 'insideTopLeft') : null}
          {names ? quarter([0, split.x], [-ROOM, split.y], names.lowLow, false, 'insideBottomLeft') : null}
          <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} />
          <XAxis
            type="number"
            dataKey="centerX"
            domain={[0, 100]}
            ticks={ticks}
            tick={axisText}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            label={{ value: xLabel, position: 'insideBottom', offset: -10, ...axisText }}
          />
          <YAxis
            type="number"
            dataKey="centerY"
            domain={names ? [-ROOM, 100 + ROOM] : [0, 100]}
            ticks={ticks}
            width={44}
            tick={axisText}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            label={{
              value: yLabel,
              angle: -90,
              position: 'insideLeft',
              offset: 10,
              style: { textAnchor: 'middle' },
              ...axisText,
            }}
          />
          <ZAxis type="number" dataKey="count" range={[24, 480]} />
          <ReferenceLine x={split.x} stroke="var(--field)" />
          <ReferenceLine y={split.y} stroke="var(--field)" />
          <Tooltip
            isAnimationActive={false}
            cursor={false}
            content={({ active, payload }) => {
              const dot = payload?.[0]?.payload as (typeof dots)[number] | undefined
              return active && dot ? (
                <ChartTooltip
                  title={`${formats.count(dot.count)} ${unit}`.trim()}
                  lines={[
                    { label: xLabel, value: bounds(dot.x) },
                    { label: yLabel, value: bounds(dot.y) },
                  ]}
                  hint={onMark ? 'Click to see them' : undefined}
                />
              ) : null
            }}
          />
          <Scatter
            data={dots}
            fill="var(--chart-1)"
            fillOpacity={0.72}
            stroke="var(--surface)"
            isAnimationActive={false}
            className={onMark ? 'cursor-pointer' : undefined}
            onClick={(_, index) => {
              const cell = cells.find((one) => one.id === dots[index]?.id)
              if (cell) onMark?.(cell)
            }}
          />
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  )
}
