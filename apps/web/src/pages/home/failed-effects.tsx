import { Link } from '@tanstack/react-router'
import { Badge, Card, RelativeTime } from '@tributary/ui'
import type { Outputs } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { effectStateWords, effectTones, effectWords } from '../../words.ts'
import { reasonWords } from '../settings/notifications/reason-words.ts'

/** Messages that did not arrive and need a person. */
export const FailedEffects = ({ effects }: { effects: Outputs['home']['read']['effects'] }) => {
  const may = useMay()
  if (effects.length === 0 || !may.can('deliveries.read')) return null
  return (
    <Card
      flush
      title="Messages that did not arrive"
      description="Mend the connection, then send them again."
      footer={
        <Link {...paths.deliveries()} className="text-primary-text underline-offset-2 hover:underline">
          See all deliveries
        </Link>
      }
    >
      <ul className="divide-y divide-line border-line border-t">
        {effects.map(({ id, kind, state, reason, at }) => (
          <li key={id}>
            <Link
              {...paths.deliveries({ open: id })}
              className="flex items-center gap-3 px-4 py-2 text-sm -outline-offset-2 hover:bg-row"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{effectWords[kind]}</span>
                <span className="block truncate text-muted text-xs">{reason && reasonWords(reason)}</span>
              </span>
              <Badge tone={effectTones[state]}>{effectStateWords[state]}</Badge>
              <span className="shrink-0 text-muted text-xs">
                <RelativeTime at={at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
