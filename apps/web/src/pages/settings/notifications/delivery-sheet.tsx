import { Link } from '@tanstack/react-router'
import { Badge, Button, DescriptionList, RelativeTime, Sheet, useFormats } from '@tributary/ui'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { effectWords } from '../../../words.ts'
import { reasonWords } from './reason-words.ts'
import { StateBadge } from './state-badge.tsx'

type Delivery = Outputs['notifications']['delivery']
type DeliverySheetProps = { id: string; onClose: () => void; onRedrive: () => void; redriving: boolean }

const OUTCOMES: Readonly<Record<string, string>> = {
  ok: 'Taken',
  rejected: 'Refused',
  retry_after: 'Asked to wait',
  retry_backoff: 'Not taken',
  auth_broken: 'Sign-in refused',
  unknown_outcome: 'Outcome unknown',
}

const Tries = ({ tries }: { tries: Delivery['tries'] }) => {
  const { decimal, dateTimeZone } = useFormats()
  if (tries.length === 0) return <p className="text-muted text-sm">It was not tried.</p>
  return (
    <ol className="flex flex-col gap-2">
      {tries.map((one) => (
        <li key={one.n} className="rounded-md border border-line p-3 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">Try {one.n}</span>
            <Badge tone={one.outcome === 'ok' ? 'success' : 'warning'}>
              {OUTCOMES[one.outcome] ?? one.outcome}
            </Badge>
            {one.httpStatus === null ? null : (
              <span className="font-mono text-xs">HTTP {one.httpStatus}</span>
            )}
            <span className="ms-auto text-muted text-xs" title={dateTimeZone(new Date(one.startedAt))}>
              <RelativeTime at={one.startedAt} />
              {one.durationMs === null ? '' : ` · ${decimal(one.durationMs / 1000)} s`}
            </span>
          </p>
          {one.detail ? (
            <p className="mt-1 break-words text-muted text-xs">{reasonWords(one.detail)}</p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

const LeadLink = ({ lead }: { lead: NonNullable<Delivery['lead']> }) => (
  <span>
    <Link
      {...paths.lead({ leadId: lead.id })}
      className="text-primary-text underline-offset-2 hover:underline"
    >
      {lead.company ?? 'Open the lead'}
    </Link>{' '}
    · grade {lead.grade} · {lead.campaign}
  </span>
)

const Detail = ({ delivery }: { delivery: Delivery }) => (
  <div className="flex flex-col gap-5">
    <DescriptionList
      items={[
        { label: 'State', value: <StateBadge state={delivery.state} /> },
        { label: 'To', value: delivery.to },
        { label: 'Why it is owed', value: reasonWords(delivery.why) },
        ...(delivery.reason ? [{ label: 'Reason', value: reasonWords(delivery.reason) }] : []),
        ...(delivery.lead
          ? [
              {
                label: 'Lead',
                value: <LeadLink lead={delivery.lead} />,
              },
            ]
          : []),
        { label: 'Owed', value: <RelativeTime at={delivery.createdAt} /> },
        ...(delivery.nextAt ? [{ label: 'Next try', value: <RelativeTime at={delivery.nextAt} /> }] : []),
        ...(delivery.finishedAt
          ? [{ label: 'Settled', value: <RelativeTime at={delivery.finishedAt} /> }]
          : []),
        {
          label: 'Operation',
          value: <span className="break-all font-mono text-xs">{delivery.operationId}</span>,
        },
        ...(delivery.reference
          ? [
              {
                label: 'Their reference',
                value: <span className="break-all font-mono text-xs">{delivery.reference}</span>,
              },
            ]
          : []),
      ]}
    />
    <section>
      <h3 className="mb-2 text-sm">Tries</h3>
      <Tries tries={delivery.tries} />
    </section>
  </div>
)

/** One delivery with each of its tries. */
export const DeliverySheet = ({ id, onClose, onRedrive, redriving }: DeliverySheetProps) => {
  const may = useMay()
  const delivery = trpc.notifications.delivery.useQuery({ id })
  const state = delivery.data?.state
  const again = state === 'dead' || state === 'failed'
  return (
    <Sheet
      open
      onOpenChange={(shown) => shown || onClose()}
      title={delivery.data ? effectWords[delivery.data.kind] : 'Delivery'}
      footer={
        again ? (
          <Button
            tone="primary"
            pending={redriving}
            disabledReason={may.whyNot('deliveries.replay')}
            onClick={onRedrive}
          >
            Send again
          </Button>
        ) : undefined
      }
    >
      <Loaded query={delivery} what="The delivery" lines={8}>
        {(data) => <Detail delivery={data} />}
      </Loaded>
    </Sheet>
  )
}
