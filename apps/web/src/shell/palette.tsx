import { useRouter } from '@tanstack/react-router'
import { cn, Dialog } from '@tributary/ui'
import { type KeyboardEvent, useId, useState } from 'react'
import { useMay } from '../session/session.ts'
import { type Command, matching } from './palette-commands.tsx'
import { useCommands } from './use-commands.tsx'

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; onKeys: () => void }

/** Go anywhere and do anything by typing its name. */
export const Palette = ({ open, onOpenChange, onKeys }: PaletteProps) => {
  const router = useRouter()
  const may = useMay()
  const id = useId()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState(0)
  const { commands, searching } = useCommands({ text, may, onKeys, go: (href) => router.history.push(href) })
  const found = matching(commands, text)
  const active = Math.min(picked, found.length - 1)

  const run = (command: Command | undefined): void => {
    if (!command) return
    onOpenChange(false)
    command.run()
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) {
      event.preventDefault()
      setPicked((active + step + found.length) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[active])
    }
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Find anything" size="medium">
      <input
        role="combobox"
        aria-label="Find pages, leads and actions"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder="Type a page, a lead or an action"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setPicked(0)
        }}
        onKeyDown={press}
        className="h-10 w-full rounded-md border border-field bg-surface px-3 text-base"
      />
      <p role="status" className="sr-only">
        {found.length === 1 ? '1 result' : `${found.length} results`}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="-mx-2 mt-2 h-80 overflow-y-auto pb-3"
      >
        {found.map((command, place) => (
          <div
            key={command.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            ref={(element) => {
              if (place === active) element?.scrollIntoView({ block: 'nearest' })
            }}
            onMouseMove={() => setPicked(place)}
            onClick={() => run(command)}
            onKeyDown={press}
            className={cn(
              'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-subtle',
              place === active && 'bg-hover',
            )}
          >
            {command.icon}
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            <span className="text-muted text-xs">{command.hint}</span>
          </div>
        ))}
        {found.length === 0 ? (
          <p className="px-2 py-6 text-center text-muted text-sm">
            {searching
              ? 'Searching…'
              : `Nothing is called “${text}”. Try a name, a company or an e-mail address.`}
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}
