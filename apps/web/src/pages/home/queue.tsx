import { Link } from '@tanstack/react-router'
import { Badge, Card, GradeBadge, RelativeTime, type Tone, useFormats, useNow } from '@tributary/ui'
import type { Outputs } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { dueWords } from './due-words.ts'

type QueueData = Outputs['home']['read']['late']
type Lead = QueueData['leads'][number]

type QueueProps = {
  title: string
  words: string
  tone: Tone
  queue: QueueData
  /** The moment that makes it urgent. */
  due: (lead: Lead) => string | null
  /** The whole queue as a list. */
  all: ReturnType<typeof paths.leads>
}

const Row = ({ lead, due }: { lead: Lead; due: string | null }) => {
  const { duration } = useFormats()
  const now = useNow()
  const words = due ? dueWords(new Date(due), now, duration) : null
  return (
    <li>
      <Link
        {...paths.lead({ leadId: lead.id })}
        className="flex items-center gap-3 px-4 py-2 text-sm -outline-offset-2 hover:bg-row"
      >
        <GradeBadge grade={lead.grade} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">
            {lead.company ?? (lead.name || 'Erased contact')}
          </span>
          <span className="block truncate text-muted text-xs">
            {lead.nextStep?.text ||
              [lead.company ? lead.name : null, lead.campaign.name].filter(Boolean).join(' · ')}
          </span>
        </span>
        {due && words ? (
          <span className={words.past ? 'shrink-0 text-danger text-xs' : 'shrink-0 text-muted text-xs'}>
            <time dateTime={due}>{words.text}</time>
          </span>
        ) : (
          <span className="shrink-0 text-muted text-xs">
            <RelativeTime at={lead.capturedAt} />
          </span>
        )}
      </Link>
    </li>
  )
}

/** The most pressing leads of one kind, and the way to all of them. Nothing while there are none. */
export const Queue = ({ title, words, tone, queue, due, all }: QueueProps) => {
  const { count } = useFormats()
  const { count: total, more } = queue.total
  if (total === 0) return null
  const number = `${count(total)}${more ? '+' : ''}`
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          {title} <Badge tone={tone}>{number}</Badge>
        </span>
      }
      description={words}
      footer={
        total > queue.leads.length ? (
          <Link {...all} className="text-primary-text underline-offset-2 hover:underline">
            See all {number}
          </Link>
        ) : undefined
      }
    >
      <ul className="divide-y divide-line border-line border-t">
        {queue.leads.map((lead) => (
          <Row key={lead.id} lead={lead} due={due(lead)} />
        ))}
      </ul>
    </Card>
  )
}
