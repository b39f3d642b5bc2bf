import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Page } from '@tributary/ui'
import { paths } from '../../../paths.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { HeldList } from './held-list.tsx'

const route = getRouteApi('/app/campaigns/held')

/** What was held back, of all campaigns. */
export const HeldPage = () => {
  usePageTitle('Quarantine and spam')
  const { kind = 'quarantined' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <Page
      title="Quarantine and spam"
      breadcrumb={
        <Link {...paths.campaigns()} className="underline-offset-2 hover:underline">
          Campaigns
        </Link>
      }
    >
      <HeldList
        kind={kind}
        onKind={(next) =>
          void navigate({
            to: '/campaigns/held',
            search: next === 'spam' ? { kind: next } : {},
            resetScroll: false,
          })
        }
      />
    </Page>
  )
}
