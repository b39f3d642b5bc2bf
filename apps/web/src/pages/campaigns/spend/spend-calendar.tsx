import { cn, Money, Unknown, useFormats } from '@tributary/ui'
import { type SpendDay, weeksOf } from './spend-weeks.ts'

type SpendCalendarProps = {
  days: readonly SpendDay[]
  currency: string
  today: string
  onOpen: (day: string) => void
}

/** What each day cost: the more, the darker. A day without a report is empty, not free. */
export const SpendCalendar = ({ days, currency, today, onOpen }: SpendCalendarProps) => {
  const formats = useFormats()
  const most = Math.max(1, ...days.map(({ spendMinor }) => spendMinor ?? 0))
  return (
    <table aria-label="Spend by day" className="w-full table-fixed border-separate border-spacing-1">
      <thead>
        <tr>
          {[0, 1, 2, 3, 4, 5, 6].map((place) => (
            <th key={place} scope="col" className="pb-1 text-start font-medium text-muted text-xs">
              {formats.weekday(place)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week[0]?.id}>
            {week.map(({ id, of: place }) =>
              place === null ? (
                <td key={id} />
              ) : (
                <td key={id} className="p-0 align-top">
                  <button
                    type="button"
                    disabled={place.day > today}
                    onClick={() => onOpen(place.day)}
                    aria-label={`${formats.dayYear(place.day)}: ${
                      place.spendMinor === null
                        ? 'nothing reported'
                        : formats.money({ minor: place.spendMinor, currency })
                    }`}
                    style={
                      place.spendMinor
                        ? {
                            backgroundColor: `color-mix(in oklab, var(--chart-1) ${Math.round(
                              6 + (20 * place.spendMinor) / most,
                            )}%, var(--surface))`,
                          }
                        : undefined
                    }
                    className={cn(
                      'flex h-14 w-full min-w-0 flex-col items-start justify-between rounded-md border border-line p-1.5 text-start hover:border-primary disabled:opacity-50',
                      place.day === today && 'border-primary',
                    )}
                  >
                    <span className="text-muted text-xs tabular-nums">{formats.day(place.day)}</span>
                    <span className="w-full truncate font-medium text-sm max-sm:text-2xs">
                      {place.spendMinor === null ? (
                        <Unknown reason="Nothing reported" />
                      ) : (
                        <Money value={{ minor: place.spendMinor, currency }} compact />
                      )}
                    </span>
                  </button>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
