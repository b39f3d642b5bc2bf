import { Link } from '@tanstack/react-router'
import { buttonClasses, Page } from '@tributary/ui'
import { trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'
import { MailCard } from './mail-card.tsx'
import { MyMailCard } from './my-mail-card.tsx'
import { SlackCard } from './slack-card.tsx'

/** Who is told about leads, and how? */
export const Notifications = () => {
  usePageTitle('Notifications')
  const may = useMay()
  const settings = trpc.notifications.settings.useQuery(undefined, { enabled: may.can('settings.read') })
  return (
    <Page
      width="reading"
      title="Notifications"
      summary="Who is told about leads, and how."
      actions={
        may.can('deliveries.read') ? (
          <Link {...paths.deliveries()} className={buttonClasses()}>
            See what was sent
          </Link>
        ) : null
      }
    >
      <MyMailCard />
      {may.can('settings.read') ? (
        <Loaded query={settings} what="The channels" lines={8}>
          {(data) => (
            <>
              <SlackCard slack={data.slack} />
              <MailCard mail={data.mail} from={data.mailFrom} />
            </>
          )}
        </Loaded>
      ) : null}
    </Page>
  )
}
