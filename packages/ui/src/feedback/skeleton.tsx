import { cn } from '../class-names.ts'

export type SkeletonProps = { className?: string }

/** Stands where content will be, as large as it. */
export const Skeleton = ({ className }: SkeletonProps) => (
  <span aria-hidden className={cn('block h-4 animate-waiting rounded-sm bg-hover', className)} />
)

export type SkeletonLinesProps = { lines?: number; label?: string }

const LINE_WIDTHS = ['w-full', 'w-11/12', 'w-4/5', 'w-3/5']

export const SkeletonLines = ({ lines = 3, label = 'Loading' }: SkeletonLinesProps) => (
  <div role="status" aria-label={label} className="flex flex-col gap-2.5">
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} className={LINE_WIDTHS[line % LINE_WIDTHS.length]} />
    ))}
  </div>
)
