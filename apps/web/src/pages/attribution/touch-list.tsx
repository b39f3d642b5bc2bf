import { Link } from '@tanstack/react-router'
import type { SeenTouch } from '@tributary/contracts'
import { Badge, slotColor, slotOfSource, useFormats } from '@tributary/ui'
import { paths } from '../../paths.ts'
import { channelWords } from '../../words.ts'

export const channelLabel = (channel: string): string =>
  (channelWords as Readonly<Record<string, string>>)[channel] ?? channel

/** Visits in time, numbered from `first` on; tables beside it call them by their number. */
export const TouchList = ({ touches, first = 1 }: { touches: readonly SeenTouch[]; first?: number }) => {
  const formats = useFormats()
  return (
    <ol aria-label="Touches in time" className="flex flex-wrap gap-2">
      {touches.map((touch, place) => (
        <li
          key={`${touch.at} ${String(place)}`}
          className="min-w-0 rounded-md border border-line border-s-4 px-2 py-1.5 text-sm"
          style={{ borderInlineStartColor: slotColor(slotOfSource(touch.channel)) }}
        >
          <span className="font-medium">
            {first + place}. {channelLabel(touch.channel)}
          </span>
          {touch.isLead ? (
            <Badge tone="primary" className="ms-1.5">
              form
            </Badge>
          ) : null}
          <span className="block text-muted text-xs">{formats.dateTime(new Date(touch.at))}</span>
          {touch.campaign ? (
            <Link
              {...paths.campaign({ campaignId: touch.campaign.id })}
              className="block max-w-48 truncate text-primary-text text-xs underline-offset-2 hover:underline"
            >
              {touch.campaign.name}
            </Link>
          ) : null}
          {touch.content ? (
            <span className="block max-w-48 truncate text-subtle text-xs">{touch.content}</span>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
