import { Link } from '@tanstack/react-router'
import { Badge, Button, Card, Page, RelativeTime, toast } from '@tributary/ui'
import { Laptop } from 'lucide-react'
import { optimistic, patch } from '../../api/optimistic.ts'
import { refused } from '../../api/refused.ts'
import { type Outputs, trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { textLink } from './account-frame.tsx'
import { deviceName } from './device-name.ts'

type Session = Outputs['accounts']['sessions'][number]
const sessionsKey = [['accounts', 'sessions']]

/** Where am I signed in? */
export const Sessions = () => {
  usePageTitle('My sessions')
  const utils = trpc.useUtils()
  const sessions = trpc.accounts.sessions.useQuery()
  const end = trpc.accounts.endSession.useMutation(
    optimistic<{ id: string }>({
      patches: ({ id }) => [
        patch<Session[]>(sessionsKey, (old) => old.filter((session) => session.id !== id)),
      ],
      failed: 'The session was not ended',
    }),
  )
  const endOthers = trpc.accounts.endOtherSessions.useMutation({
    onSuccess: async () => {
      await utils.accounts.sessions.invalidate()
      toast.success('The other sessions have ended')
    },
    onError: refused('The sessions were not ended'),
  })
  const alone = (sessions.data?.length ?? 0) < 2
  return (
    <Page
      width="reading"
      title="My sessions"
      summary="Everywhere you are signed in. End what you do not recognise, then change the password."
      breadcrumb={
        <Link {...paths.profile()} className={textLink}>
          My profile
        </Link>
      }
      actions={
        <Button
          pending={endOthers.isPending}
          disabledReason={alone ? 'This is your only session.' : null}
          onClick={() => endOthers.mutate()}
        >
          End all others
        </Button>
      }
    >
      <Card flush>
        <Loaded query={sessions} what="Your sessions">
          {(rows) => (
            <ul className="divide-y divide-line">
              {rows.map((session) => {
                const device = deviceName(session.device)
                return (
                  <li key={session.id} className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm">
                    <Laptop aria-hidden className="size-4 text-subtle" />
                    <div className="min-w-0 flex-1">
                      <p className="flex flex-wrap items-center gap-2">
                        <span title={session.device} className="truncate font-medium">
                          {device}
                        </span>
                        {session.isThisOne ? <Badge tone="success">This one</Badge> : null}
                      </p>
                      <p className="text-muted text-xs">
                        Active <RelativeTime at={session.activeAt} /> · signed in{' '}
                        <RelativeTime at={session.startedAt} />
                      </p>
                    </div>
                    {session.isThisOne ? null : (
                      <Button
                        size="small"
                        aria-label={`End the session of ${device}`}
                        onClick={() => end.mutate({ id: session.id })}
                      >
                        End
                      </Button>
                    )}
                  </li>
                )
              })}
            </ul>
          )}
        </Loaded>
      </Card>
    </Page>
  )
}
