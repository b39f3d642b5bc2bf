import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { useFormats } from '../format-provider.tsx'

export type BulkBarProps = {
  /** How many are picked; nothing is shown for 0. */
  count: number
  /** How many match the filter in all. */
  matching?: number
  /** Offered while more match than are picked. */
  onSelectMatching?: () => void
  onClear: () => void
  /** Buttons and menus that act on the picked rows. */
  children: ReactNode
}

export const BulkBar = ({ count, matching, onSelectMatching, onClear, children }: BulkBarProps) => {
  const formats = useFormats()
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label="Selected rows"
      className="sticky bottom-3 z-20 me-auto flex w-fit max-w-full flex-wrap items-center gap-1.5 rounded-lg border border-line bg-surface p-1.5 shadow-popover max-sm:bottom-18 max-sm:mx-auto"
    >
      <span aria-live="polite" className="ps-2 pe-1 text-sm tabular-nums">
        {formats.count(count)} selected
      </span>
      {onSelectMatching && matching !== undefined && matching > count ? (
        <Button size="small" tone="link" onClick={onSelectMatching}>
          Select all {formats.count(matching)}
        </Button>
      ) : null}
      {children}
      <IconButton size="small" label="Clear selection" icon={<X aria-hidden />} onClick={onClear} />
    </div>
  )
}
