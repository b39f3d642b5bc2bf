import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { type Tone, toneClasses } from '../feedback/badge.tsx'
import { useFormats } from '../format-provider.tsx'

export type TimelineItem = {
  id: string
  at: Date
  title: ReactNode
  body?: ReactNode
  /** Who or what did it: "Meera", "rule IN · Grade A", "AI". */
  by?: ReactNode
  icon?: ReactNode
  tone?: Tone
}

export type TimelineProps = {
  label: string
  /** Newest first. */
  items: readonly TimelineItem[]
  className?: string
}

const byDay = (items: readonly TimelineItem[], dayOf: (at: Date) => string): [string, TimelineItem[]][] => {
  const days = new Map<string, TimelineItem[]>()
  for (const item of items) {
    const day = dayOf(item.at)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days]
}

export const Timeline = ({ label, items, className }: TimelineProps) => {
  const formats = useFormats()
  return (
    <div role="group" aria-label={label} className={cn('flex flex-col gap-4', className)}>
      {byDay(items, formats.dateIn).map(([day, events]) => (
        <section key={day} aria-label={formats.dayYear(day)}>
          <p className="mb-2 font-medium text-subtle text-xs">{formats.dayYear(day)}</p>
          <ol className="flex flex-col">
            {events.map((item, place) => (
              <li key={item.id} id={item.id} className="relative flex gap-3 pb-4">
                {place < events.length - 1 ? (
                  <span aria-hidden className="absolute start-3 top-7 bottom-0 w-px bg-line" />
                ) : null}
                <span
                  aria-hidden
                  className={cn(
                    'grid size-6 shrink-0 place-items-center rounded-full [&_svg]:size-3.5',
                    toneClasses[item.tone ?? 'neutral'],
                  )}
                >
                  {item.icon ?? <span className="size-1.5 rounded-full bg-current" />}
                </span>
                <div className="min-w-0 flex-1 pt-0.5 text-sm">
                  <div className="flex items-baseline gap-2">
                    <span className="min-w-0 flex-1">{item.title}</span>
                    <time
                      dateTime={item.at.toISOString()}
                      title={formats.dateTimeZone(item.at)}
                      className="shrink-0 text-subtle text-xs tabular-nums"
                    >
                      {formats.time(item.at)}
                    </time>
                  </div>
                  {item.body ? <div className="mt-0.5 text-muted">{item.body}</div> : null}
                  {item.by ? <div className="mt-0.5 text-subtle text-xs">{item.by}</div> : null}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
