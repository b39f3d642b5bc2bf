import { getRouteApi, Link } from '@tanstack/react-router'
import {
  Card,
  cn,
  DescriptionList,
  EmptyState,
  Page,
  RelativeTime,
  SkeletonLines,
  TooltipProvider,
} from '@tributary/ui'
import { Mail } from 'lucide-react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { textLink } from './account-frame.tsx'
import { MailText } from './mail-text.tsx'

const route = getRouteApi('/mailbox')

const Opened = ({ id }: { id: string }) => {
  const mail = trpc.mailbox.read.useQuery({ id })
  if (mail.error) return <ReadFailure title="The mail could not be read" query={mail} />
  if (!mail.data) return <SkeletonLines lines={6} label="Reading the mail" />
  return (
    <div className="flex flex-col gap-4">
      <DescriptionList
        items={[
          { label: 'From', value: mail.data.from },
          { label: 'To', value: mail.data.to },
          {
            label: 'Sent',
            value: mail.data.sentAt ? <RelativeTime at={new Date(mail.data.sentAt)} /> : 'unknown',
          },
        ]}
      />
      <MailText text={mail.data.text} />
    </div>
  )
}

/** Mail that would have gone out, on a machine without a mail server. */
export const Mailbox = () => {
  usePageTitle('Mailbox')
  const { mail: opened } = route.useSearch()
  const list = trpc.mailbox.list.useQuery(undefined, { refetchInterval: 5000 })
  const subject = list.data?.find(({ id }) => id === opened)?.subject
  return (
    <TooltipProvider>
      <main className="mx-auto min-h-dvh max-w-280">
        <Page
          title="Mailbox"
          summary="No mail server is set up, so mail stays on this machine. Newest first."
          actions={
            <Link {...paths.home()} className={textLink}>
              Go to Tributary
            </Link>
          }
        >
          <div className="grid items-start gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <Card title="Mail" flush>
              {list.error ? (
                <ReadFailure title="The mail could not be listed" query={list} />
              ) : list.data === undefined ? (
                <div className="p-4">
                  <SkeletonLines label="Listing the mail" />
                </div>
              ) : list.data.length === 0 ? (
                <EmptyState title="No mail yet" icon={<Mail aria-hidden />}>
                  Invitations, new passwords and notifications arrive here.
                </EmptyState>
              ) : (
                <ul className="divide-y divide-line">
                  {list.data.map((mail) => (
                    <li key={mail.id}>
                      <Link
                        {...paths.mailbox({ mail: mail.id })}
                        aria-current={mail.id === opened ? 'true' : undefined}
                        className={cn(
                          'block px-4 py-2.5 text-sm -outline-offset-2 hover:bg-row',
                          mail.id === opened && 'bg-hover',
                        )}
                      >
                        <span className="flex items-baseline gap-2">
                          <span className="min-w-0 flex-1 truncate font-medium">{mail.subject}</span>
                          {mail.sentAt ? (
                            <span className="shrink-0 text-muted text-xs">
                              <RelativeTime at={new Date(mail.sentAt)} />
                            </span>
                          ) : null}
                        </span>
                        <span className="block truncate text-muted text-xs">{mail.to}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
            <Card title={subject ?? 'Open a mail'}>
              {opened ? (
                <Opened id={opened} />
              ) : (
                <p className="text-muted text-sm">Pick a mail to read it here.</p>
              )}
            </Card>
          </div>
        </Page>
      </main>
    </TooltipProvider>
  )
}
