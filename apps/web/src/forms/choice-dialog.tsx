import { cn, Dialog } from '@tributary/ui'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { rank } from '../shell/palette-commands.tsx'

export type Choice = {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly icon?: ReactNode
  /** Chosen now. */
  readonly current?: boolean
}

type ChoiceDialogProps = {
  /** The verb with the number: "Assign 3 leads". */
  title: string
  choices: readonly Choice[]
  open: boolean
  onOpenChange: (open: boolean) => void
  onChoose: (value: string) => void
}

/** One of a list by typing, arrows and Enter, or a press. */
export const ChoiceDialog = ({ title, choices, open, onOpenChange, onChoose }: ChoiceDialogProps) => (
  <Dialog open={open} onOpenChange={onOpenChange} title={title} size="small">
    {open ? <Choices title={title} choices={choices} onChoose={onChoose} /> : null}
  </Dialog>
)

const Choices = ({ title, choices, onChoose }: Pick<ChoiceDialogProps, 'title' | 'choices' | 'onChoose'>) => {
  const id = useId()
  const [text, setText] = useState('')
  const [place, setPlace] = useState(
    Math.max(
      0,
      choices.findIndex(({ current }) => current),
    ),
  )
  const found = choices.filter(({ label }) => rank(label, text) >= 0)
  const active = Math.min(place, found.length - 1)
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = found[active]
    if (step && found.length > 0) setPlace((active + step + found.length) % found.length)
    else if (event.key === 'Enter' && chosen) onChoose(chosen.value)
    else return
    event.preventDefault()
  }
  return (
    <div className="pb-3">
      <input
        autoFocus
        role="combobox"
        aria-label={title}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder="Type to find"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setPlace(0)
        }}
        onKeyDown={press}
        className="h-9 w-full rounded-md border border-field bg-surface px-2.5 text-sm pointer-coarse:h-11"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={title}
        className="-mx-2 mt-1.5 max-h-72 overflow-y-auto"
      >
        {found.map((choice, at) => (
          <div
            key={choice.value}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            ref={(element) => {
              if (at === active) element?.scrollIntoView({ block: 'nearest' })
            }}
            onMouseMove={() => setPlace(at)}
            onClick={() => onChoose(choice.value)}
            onKeyDown={press}
            className={cn(
              'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-sm pointer-coarse:min-h-11',
              at === active && 'bg-hover',
            )}
          >
            {choice.icon}
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.current ? <span className="text-muted text-xs">now</span> : null}
            {choice.hint ? <span className="text-muted text-xs">{choice.hint}</span> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="px-2 py-4 text-center text-muted text-sm">Nothing matches.</p>
      ) : null}
    </div>
  )
}
