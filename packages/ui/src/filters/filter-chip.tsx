import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Popover } from '../overlays/popover.tsx'

export type FilterChipProps = {
  field: string
  /** "is", "is any of", "after" … */
  operator?: string
  /** The value in words: "A or B". */
  value: string
  onRemove: () => void
  /** The editor that opens on a press. */
  editor?: ReactNode
  /** Open from the start, for a condition that was just added. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

const partClasses = 'inline-flex h-full items-center px-2'

/** One condition: pressing it edits, the cross removes. */
export const FilterChip = ({
  field,
  operator = 'is',
  value,
  onRemove,
  editor,
  open,
  onOpenChange,
}: FilterChipProps) => {
  const words = (
    <>
      <span className="text-muted">
        {field} {operator}
      </span>
      <span className="ms-1 max-w-48 truncate font-medium">{value}</span>
    </>
  )
  return (
    <span className="inline-flex h-7 items-center overflow-hidden rounded-md border border-line bg-surface text-xs pointer-coarse:h-control">
      {editor ? (
        <Popover
          open={open}
          onOpenChange={onOpenChange}
          className="w-64"
          label={`Edit the filter ${field}`}
          trigger={
            <button type="button" className={`${partClasses} -outline-offset-2 hover:bg-hover`}>
              {words}
            </button>
          }
        >
          {editor}
        </Popover>
      ) : (
        <span className={partClasses}>{words}</span>
      )}
      <button
        type="button"
        aria-label={`Remove the filter ${field} ${operator} ${value}`}
        onClick={onRemove}
        className="grid h-full w-7 place-items-center border-line border-s text-subtle -outline-offset-2 hover:bg-hover hover:text-fg pointer-coarse:w-11"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}
