import { Button } from '@tributary/ui'
import { useEffect, useId, useRef } from 'react'
import type { Conflict } from './use-conflict.ts'

type ConflictChoiceProps<Values> = {
  conflict: Conflict<Values> | null
  labelOf: (key: keyof Values) => string
  /** A value as it is written on screen; empty for none. */
  textOf: (key: keyof Values, value: unknown) => string
  onMine: () => void
  onTheirs: () => void
  pending?: boolean
}

const Shown = <Values,>({
  conflict,
  labelOf,
  textOf,
  onMine,
  onTheirs,
  pending,
}: ConflictChoiceProps<Values> & { conflict: Conflict<Values> }) => {
  const id = useId()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus()
  }, [])
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={id}
      className="flex flex-col gap-3 rounded-md border border-warning bg-warning-soft p-3 text-sm"
    >
      <p id={id} role="alert">
        {conflict.message}
      </p>
      <table className="w-full table-fixed text-start">
        <thead className="text-muted text-xs">
          <tr>
            <th scope="col" className="w-1/4 pb-1 text-start font-medium">
              <span className="sr-only">Field</span>
            </th>
            <th scope="col" className="pe-3 pb-1 text-start font-medium">
              Mine
            </th>
            <th scope="col" className="pb-1 text-start font-medium">
              Theirs
            </th>
          </tr>
        </thead>
        <tbody>
          {conflict.keys.map((key) => (
            <tr key={String(key)} className="align-top">
              <th scope="row" className="py-0.5 pe-3 text-start font-normal text-muted">
                {labelOf(key)}
              </th>
              <td className="break-words py-0.5 pe-3 font-medium">
                {textOf(key, conflict.mine[key]) || '–'}
              </td>
              <td className="break-words py-0.5 font-medium">
                {textOf(key, conflict.now.values[key]) || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-2">
        <Button size="small" tone="primary" pending={pending} onClick={onMine}>
          Keep mine
        </Button>
        <Button size="small" disabledReason={pending ? 'Saving' : null} onClick={onTheirs}>
          Take theirs
        </Button>
      </div>
    </section>
  )
}

/** Somebody else changed the same: both values, and whose stands. Nothing while there is no conflict. */
export const ConflictChoice = <Values,>({ conflict, ...rest }: ConflictChoiceProps<Values>) =>
  conflict ? <Shown key={conflict.now.at} conflict={conflict} {...rest} /> : null
