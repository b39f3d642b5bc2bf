import type { WorkingHours } from '@tributary/contracts'
import { Button, IconButton, Input, useFormats } from '@tributary/ui'
import { Plus, X } from 'lucide-react'
import { clockOf, minuteOf, WEEKDAYS, type Weekday, type Window } from './hours.ts'

type HoursEditorProps = {
  value: WorkingHours
  onChange: (value: WorkingHours) => void
  /** Said under the day whose times do not fit. */
  errorOf: (day: Weekday) => string | undefined
}

const MOST = 6
// A time of the day is its place in the list: its hours change while they are typed.
const keyOf = (place: number): string => `time-${place}`
const next = (windows: readonly Window[]): Window => {
  const end = windows.at(-1)?.[1] ?? 480
  return end <= 1320 ? [Math.min(end + 60, 1380), Math.min(end + 300, 1440)] : [540, 1080]
}

/** The hours of a week, several a day if need be. */
export const HoursEditor = ({ value, onChange, errorOf }: HoursEditorProps) => {
  const { weekday } = useFormats()
  const set = (day: Weekday, windows: Window[]): void =>
    onChange({ ...value, [day]: windows.length > 0 ? windows : undefined } as WorkingHours)
  return (
    <ul className="flex flex-col divide-y divide-line">
      {WEEKDAYS.map((day) => {
        const windows: readonly Window[] = value[day] ?? []
        const name = weekday(day - 1)
        const error = errorOf(day)
        return (
          <li key={day} className="flex items-start gap-2 py-2 text-sm">
            <span className="w-11 shrink-0 pt-1.5">{name}</span>
            <div className="flex min-w-0 flex-1 flex-col gap-1.5">
              {windows.length === 0 ? <span className="pt-1.5 text-muted">Day off</span> : null}
              {windows.map((window, place) => (
                <div key={keyOf(place)} className="flex items-center gap-1">
                  {([0, 1] as const).map((side) => (
                    <span key={side} className="contents">
                      {side === 1 ? <span aria-hidden>–</span> : null}
                      <Input
                        type="time"
                        aria-label={`${name}, ${side === 0 ? 'from' : 'to'}`}
                        aria-invalid={error !== undefined}
                        className="w-26"
                        value={window[side] === 1440 ? '00:00' : clockOf(window[side])}
                        onChange={(event) => {
                          const minute = minuteOf(event.target.value, side === 1)
                          if (minute === null) return
                          set(
                            day,
                            windows.with(
                              place,
                              side === 0 ? [minute, window[1]] : [window[0], minute],
                            ) as Window[],
                          )
                        }}
                      />
                    </span>
                  ))}
                  <IconButton
                    size="small"
                    label={`Remove ${clockOf(window[0])} to ${clockOf(window[1])} on ${name}`}
                    icon={<X aria-hidden />}
                    onClick={() => set(day, windows.toSpliced(place, 1) as Window[])}
                  />
                </div>
              ))}
              {error ? <p className="text-danger text-xs">{error}</p> : null}
            </div>
            <Button
              size="small"
              tone="ghost"
              icon={<Plus aria-hidden />}
              aria-label={`Add hours on ${name}`}
              disabledReason={windows.length >= MOST ? `At most ${MOST} times a day.` : null}
              onClick={() => set(day, [...windows, next(windows)])}
            >
              Add
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
