import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { HeldList } from './held-list.tsx'

const route = getRouteApi('/app/campaigns/$campaignId/held')

export const CampaignHeld = () => {
  const { campaignId } = route.useParams()
  const { kind = 'quarantined' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <HeldList
      campaignId={campaignId}
      kind={kind}
      onKind={(next) =>
        void navigate({
          to: '/campaigns/$campaignId/held',
          params: { campaignId },
          search: next === 'spam' ? { kind: next } : {},
          resetScroll: false,
        })
      }
    />
  )
}
