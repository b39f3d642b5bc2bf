import { ListFilter, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { Button } from '../controls/button.tsx'
import { Menu } from '../overlays/menu.tsx'

export type FilterChoice = { id: string; label: string; icon?: ReactNode }

export type FilterBarProps = {
  /** FilterChips of the conditions in force. */
  children?: ReactNode
  /** What else one can filter by. */
  add?: readonly FilterChoice[]
  onAdd?: (id: string) => void
  /** Shown while conditions are in force. */
  onClear?: () => void
  /** A search box, before the chips. */
  search?: ReactNode
  /** At the end: the live count, columns, "View changed". */
  trailing?: ReactNode
  className?: string
}

export const FilterBar = ({
  children,
  add = [],
  onAdd,
  onClear,
  search,
  trailing,
  className,
}: FilterBarProps) => (
  <div role="group" aria-label="Filters" className={cn('flex flex-wrap items-center gap-1.5', className)}>
    {search}
    {children}
    {add.length > 0 && onAdd ? (
      <Menu
        trigger={
          <Button
            size="small"
            tone="ghost"
            icon={children ? <Plus aria-hidden /> : <ListFilter aria-hidden />}
          >
            Filter
          </Button>
        }
        items={add.map((choice) => ({ ...choice, onSelect: () => onAdd(choice.id) }))}
      />
    ) : null}
    {onClear ? (
      <Button size="small" tone="link" onClick={onClear}>
        Clear
      </Button>
    ) : null}
    {trailing ? <div className="ms-auto flex items-center gap-2">{trailing}</div> : null}
  </div>
)
