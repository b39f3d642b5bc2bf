import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type Tab<Value extends string = string> = {
  value: Value
  label: ReactNode
  count?: ReactNode
  /** Shown while the tab is open. Leave out when the page below follows the value itself. */
  content?: ReactNode
}

export type TabsProps<Value extends string> = {
  label: string
  tabs: readonly Tab<Value>[]
  value: Value
  onChange: (value: Value) => void
  /** Stands at the end of the tab row. */
  actions?: ReactNode
  className?: string
}

export const Tabs = <Value extends string>({
  label,
  tabs,
  value,
  onChange,
  actions,
  className,
}: TabsProps<Value>) => (
  <Base.Root value={value} onValueChange={(next) => onChange(next as Value)} className={className}>
    <div className="flex items-center gap-2 border-line border-b">
      <Base.List aria-label={label} className="relative flex min-w-0 flex-1 gap-1 overflow-x-auto">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-t-md px-2.5 text-muted text-sm transition-colors -outline-offset-2 hover:text-fg data-active:font-medium data-active:text-fg"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="rounded-full bg-hover px-1.5 text-2xs text-muted">{tab.count}</span>
            )}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 start-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-primary transition-[translate,width]" />
      </Base.List>
      {actions}
    </div>
    {tabs.map((tab) =>
      tab.content === undefined ? null : (
        <Base.Panel key={tab.value} value={tab.value} className={cn('pt-4 outline-offset-4')}>
          {tab.content}
        </Base.Panel>
      ),
    )}
  </Base.Root>
)
