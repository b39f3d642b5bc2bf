import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from '../layout/kbd.tsx'

export type TooltipProps = {
  text: ReactNode
  shortcut?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** One focusable element, which the tooltip describes. */
  children: ReactElement
}

export const Tooltip = ({ text, shortcut, side = 'top', children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger render={children} delay={400} />
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} className="z-50">
        <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-fg px-2 py-1 text-xs text-surface transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          {text}
          {shortcut ? <Kbd inverted>{shortcut}</Kbd> : null}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

/** Neighbouring tooltips open at once after the first. Wrap the app in it. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Base.Provider delay={400}>{children}</Base.Provider>
)
