import { Link } from '@tanstack/react-router'
import { Badge, buttonClasses, Card, DescriptionList, Page, RelativeTime } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { ChangeEmailForm } from './change-email-form.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { Look } from './look.tsx'
import { ProfileForm } from './profile-form.tsx'

const STATUS: Readonly<Record<string, string>> = {
  approved: 'Active',
  pending: 'Waiting for approval',
  blocked: 'Deactivated',
  offline: 'Away',
  unknown: 'Unknown',
}

/** Who am I here, and how do I come in? */
export const Profile = () => {
  usePageTitle('My profile')
  const profile = trpc.accounts.profile.useQuery()
  return (
    <Page
      width="reading"
      title="My profile"
      actions={
        <Link {...paths.sessions()} className={buttonClasses()}>
          See my sessions
        </Link>
      }
    >
      <Loaded query={profile} what="Your profile" lines={10}>
        {(me) => (
          <>
            <Card title="About you" description="Colleagues see this beside leads and in the timeline.">
              <ProfileForm profile={me} />
            </Card>
            <Card title="In this organization">
              <DescriptionList
                items={[
                  {
                    label: 'E-mail',
                    value: (
                      <span className="flex flex-wrap items-center gap-2">
                        {me.email}
                        <Badge tone={me.emailVerified ? 'success' : 'warning'}>
                          {me.emailVerified ? 'Confirmed' : 'Not confirmed'}
                        </Badge>
                      </span>
                    ),
                  },
                  { label: 'Role', value: <span className="capitalize">{me.role}</span> },
                  { label: 'Status', value: STATUS[me.status] ?? me.status },
                  { label: 'Joined', value: <RelativeTime at={me.createdAt} /> },
                  { label: 'Last here', value: <RelativeTime at={me.lastSeenAt} unknown="Not seen yet" /> },
                ]}
              />
            </Card>
            <Look />
            <Card
              title="E-mail address"
              description="The new address receives a link; until it is opened the old one stays."
            >
              <ChangeEmailForm />
            </Card>
            <Card title="Password" description="Your other sessions end when it changes.">
              <ChangePasswordForm email={me.email} />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  )
}
