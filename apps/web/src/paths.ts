import type { AttributionSearch } from './pages/attribution/attribution-search.ts'
import type { SpendSearch } from './pages/campaigns/spend/spend-search.ts'
import type { DealSearch } from './pages/deals/deal-search.ts'
import type { ForecastSearch } from './pages/forecast/forecast-search.ts'
import type { LeadSearch } from './pages/leads/lead-search.ts'
import type { DeliverySearch } from './pages/settings/notifications/delivery-search.ts'
import type { RangeSearch } from './range/range-search.ts'

/** Every address of the app. `<Link {...paths.lead({ leadId })}>`; the router checks each of them. */
export const paths = {
  signIn: (search: { back?: string } = {}) => ({ to: '/sign-in', search }) as const,
  signUp: () => ({ to: '/sign-up' }) as const,
  forgotPassword: () => ({ to: '/forgot-password' }) as const,
  mailbox: (search: { mail?: string } = {}) => ({ to: '/mailbox', search }) as const,

  home: () => ({ to: '/home' }) as const,
  profile: () => ({ to: '/profile' }) as const,
  sessions: () => ({ to: '/profile/sessions' }) as const,

  leads: (search: LeadSearch = {}) => ({ to: '/leads', search }) as const,
  newLead: (search: { campaign?: string } = {}) => ({ to: '/leads/new', search }) as const,
  lead: ({ leadId }: { leadId: string }) => ({ to: '/leads/$leadId', params: { leadId } }) as const,

  deals: (search: DealSearch = {}) => ({ to: '/deals', search }) as const,

  campaigns: () => ({ to: '/campaigns' }) as const,
  newCampaign: () => ({ to: '/campaigns/new' }) as const,
  campaign: ({ campaignId }: { campaignId: string }) =>
    ({ to: '/campaigns/$campaignId', params: { campaignId } }) as const,
  campaignCapture: ({ campaignId }: { campaignId: string }) =>
    ({ to: '/campaigns/$campaignId/capture', params: { campaignId } }) as const,
  campaignSpend: ({ campaignId }: { campaignId: string }, search: SpendSearch = {}) =>
    ({ to: '/campaigns/$campaignId/spend', params: { campaignId }, search }) as const,
  spend: (search: SpendSearch = {}) => ({ to: '/campaigns/spend', search }) as const,
  heldSubmissions: () => ({ to: '/campaigns/held' }) as const,

  dashboard: () => ({ to: '/dashboard' }) as const,
  attribution: (search: AttributionSearch = {}) => ({ to: '/attribution', search }) as const,

  budget: (search: RangeSearch = {}) => ({ to: '/budget', search }) as const,
  forecast: (search: ForecastSearch = {}) => ({ to: '/forecast', search }) as const,

  settings: () => ({ to: '/settings' }) as const,
  members: () => ({ to: '/settings/members' }) as const,
  availability: (search: { open?: string } = {}) => ({ to: '/settings/availability', search }) as const,
  notifications: () => ({ to: '/settings/notifications' }) as const,
  deliveries: (search: DeliverySearch = {}) => ({ to: '/settings/deliveries', search }) as const,
} as const
