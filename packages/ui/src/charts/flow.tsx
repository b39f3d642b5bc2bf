import { Layer, Rectangle, ResponsiveContainer, Sankey, Tooltip } from 'recharts'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import type { ChartSlot } from './chart-slots.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import { colorOf } from './mark.ts'

export type FlowNode = { id: string; label: string; slot?: ChartSlot; color?: string }
export type FlowLink = { id: string; from: string; to: string; value: number }

export type FlowProps = {
  nodes: readonly FlowNode[]
  links: readonly FlowLink[]
  format?: (value: number) => string
  onMark?: (link: FlowLink) => void
  height?: number
  className?: string
}

type DrawnNode = {
  x: number
  y: number
  width: number
  height: number
  payload: FlowNode & { value: number; targetLinks: readonly number[] }
}

/** Labels of the last column stand before it, all others after. */
const Node = ({ x, y, width, height, payload, write }: DrawnNode & { write: (value: number) => string }) => {
  const atEnd = payload.targetLinks.length === 0
  return (
    <Layer>
      <Rectangle x={x} y={y} width={width} height={Math.max(2, height)} fill={colorOf(payload)} radius={2} />
      <text
        x={atEnd ? x - 6 : x + width + 6}
        y={y + height / 2}
        dy="0.35em"
        textAnchor={atEnd ? 'end' : 'start'}
        fontSize={12}
        fill="var(--fg)"
      >
        {payload.label} <tspan fill="var(--muted)">{write(payload.value)}</tspan>
      </text>
    </Layer>
  )
}

/** Where what comes in ends up: source to stage to outcome. */
export const Flow = ({ nodes, links, format, onMark, height = 320, className }: FlowProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const places = new Map(nodes.map((node, index) => [node.id, index]))
  const drawn = links.flatMap((link) => {
    const source = places.get(link.from)
    const target = places.get(link.to)
    return source === undefined || target === undefined || link.value <= 0
      ? []
      : [{ ...link, source, target }]
  })
  if (drawn.length === 0) return null
  const label = (id: string) => nodes.find((node) => node.id === id)?.label ?? id
  return (
    <div className={cn('w-full', className)} style={{ height }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height }}>
        <Sankey
          data={{ nodes: nodes.map((node) => ({ ...node, name: node.label })), links: drawn }}
          nodePadding={20}
          nodeWidth={8}
          sort={false}
          accessibilityLayer={false}
          margin={{ top: 8, right: 8, bottom: 8, left: 8 }}
          node={(props: unknown) => <Node {...(props as DrawnNode)} write={write} />}
          link={{ stroke: 'var(--chart-7)', strokeOpacity: 0.28, cursor: onMark ? 'pointer' : undefined }}
          onClick={(item, kind) => {
            if (kind !== 'link') return
            const pressed = (item as unknown as { payload?: { id?: string } }).payload?.id
            const link = links.find((one) => one.id === pressed)
            if (link) onMark?.(link)
          }}
        >
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const item = (
                payload?.[0]?.payload as
                  | { payload?: Partial<FlowLink & FlowNode> & { value?: number } }
                  | undefined
              )?.payload
              if (!active || !item) return null
              const title = item.from && item.to ? `${label(item.from)} → ${label(item.to)}` : item.label
              return (
                <ChartTooltip
                  title={title}
                  lines={[{ label: '', value: write(item.value ?? 0) }]}
                  hint={onMark && item.from ? 'Click to see them' : undefined}
                />
              )
            }}
          />
        </Sankey>
      </ResponsiveContainer>
    </div>
  )
}
