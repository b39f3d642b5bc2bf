import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type Segment<Value extends string = string> = { value: Value; label: string; icon?: ReactNode }

export type SegmentedProps<Value extends string> = {
  /** What is chosen: "Theme", "Compare with". */
  label: string
  segments: readonly Segment<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Show the icons alone; the labels stay as names. */
  iconsOnly?: boolean
  className?: string
}

/** One of a few, all in sight. */
export const Segmented = <Value extends string>({
  label,
  segments,
  value,
  onChange,
  iconsOnly,
  className,
}: SegmentedProps<Value>) => (
  <ToggleGroup
    aria-label={label}
    value={[value]}
    onValueChange={([next]) => next && onChange(next as Value)}
    className={cn('inline-flex h-control w-fit items-center gap-0.5 rounded-md bg-hover p-0.5', className)}
  >
    {segments.map((segment) => (
      <Toggle
        key={segment.value}
        value={segment.value}
        aria-label={iconsOnly ? segment.label : undefined}
        className="inline-flex h-full min-w-6 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-muted text-xs transition-colors hover:text-fg data-pressed:bg-surface data-pressed:text-fg data-pressed:ring-1 data-pressed:ring-line [&_svg]:size-4"
      >
        {segment.icon}
        {iconsOnly ? null : segment.label}
      </Toggle>
    ))}
  </ToggleGroup>
)
