import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { itemClasses, popupClasses } from '../controls/field-classes.ts'
import { Kbd } from '../layout/kbd.tsx'

export type MenuItem =
  | {
      kind?: 'action'
      id: string
      label: ReactNode
      icon?: ReactNode
      shortcut?: string
      tone?: 'danger'
      disabled?: boolean
      /** Why it is disabled. */
      hint?: ReactNode
      onSelect: () => void
    }
  | {
      kind: 'check'
      id: string
      label: ReactNode
      checked: boolean
      disabled?: boolean
      onChange: (checked: boolean) => void
    }
  | { kind: 'link'; id: string; label: ReactNode; icon?: ReactNode; render: ReactElement }
  | { kind: 'group'; id: string; label: string; items: readonly MenuItem[] }
  | { kind: 'separator'; id: string }

export type MenuProps = {
  trigger: ReactElement
  items: readonly MenuItem[]
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** For a menu that is fetched when its button is pressed. */
  defaultOpen?: boolean
}

const Entry = ({ item }: { item: MenuItem }) => {
  if (item.kind === 'separator') return <Base.Separator className="my-1 h-px bg-line" />
  if (item.kind === 'group')
    return (
      <Base.Group>
        <Base.GroupLabel className="px-2 py-1 text-subtle text-xs">{item.label}</Base.GroupLabel>
        {item.items.map((one) => (
          <Entry key={one.id} item={one} />
        ))}
      </Base.Group>
    )
  if (item.kind === 'link')
    return (
      <Base.LinkItem render={item.render} className={cn(itemClasses, '[&_svg]:size-4')}>
        {item.icon}
        {item.label}
      </Base.LinkItem>
    )
  if (item.kind === 'check')
    return (
      <Base.CheckboxItem
        checked={item.checked}
        onCheckedChange={item.onChange}
        disabled={item.disabled}
        closeOnClick={false}
        className={itemClasses}
      >
        <span className="size-4">
          <Base.CheckboxItemIndicator>
            <Check aria-hidden className="size-4 text-primary-text" />
          </Base.CheckboxItemIndicator>
        </span>
        {item.label}
      </Base.CheckboxItem>
    )
  return (
    <Base.Item
      onClick={item.onSelect}
      disabled={item.disabled}
      className={cn(
        itemClasses,
        '[&_svg]:size-4 [&_svg]:text-subtle',
        item.tone === 'danger' && 'text-danger data-highlighted:bg-danger-soft [&_svg]:text-danger',
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.hint ? <span className="block text-subtle text-xs">{item.hint}</span> : null}
      </span>
      {item.shortcut ? <Kbd>{item.shortcut}</Kbd> : null}
    </Base.Item>
  )
}

export const Menu = ({ trigger, items, align = 'start', side = 'bottom', defaultOpen }: MenuProps) => (
  <Base.Root defaultOpen={defaultOpen}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner sideOffset={4} align={align} side={side} className="z-50 outline-none">
        <Base.Popup className={cn(popupClasses, 'max-h-(--available-height) min-w-44 overflow-y-auto')}>
          {items.map((item) => (
            <Fragment key={item.id}>
              <Entry item={item} />
            </Fragment>
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
