import type { ReactNode } from 'react'

export type TooltipLine = { label: string; value: string; color?: string; dashed?: boolean }

export type ChartTooltipProps = {
  title: ReactNode
  lines: readonly TooltipLine[]
  /** "Click to see 128 leads" */
  hint?: string
}

export const ChartTooltip = ({ title, lines, hint }: ChartTooltipProps) => (
  <div className="rounded-md border border-line bg-surface px-2.5 py-2 text-xs shadow-popover">
    <div className="mb-1 font-medium">{title}</div>
    {lines.map((line) => (
      <div key={line.label} className="flex items-center gap-2 py-px">
        {line.color ? <Swatch color={line.color} dashed={line.dashed} /> : null}
        <span className="text-muted">{line.label}</span>
        <span className="ms-auto ps-3 font-medium tabular-nums">{line.value}</span>
      </div>
    ))}
    {hint ? <div className="mt-1 text-subtle">{hint}</div> : null}
  </div>
)

export const Swatch = ({ color, dashed }: { color: string; dashed?: boolean }) => (
  <span
    aria-hidden
    data-mark
    className={dashed ? 'h-0 w-3 shrink-0 border-t-2 border-dashed' : 'size-2.5 shrink-0 rounded-sm'}
    style={dashed ? { borderColor: color } : { background: color }}
  />
)
