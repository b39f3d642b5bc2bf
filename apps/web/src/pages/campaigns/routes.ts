import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRangeSearch } from '../../range/range-search.ts'
import { appRoute } from '../../routes/app-route.ts'
import { readCampaignSearch } from './campaign-search.ts'
import { readSpendSearch } from './spend/spend-search.ts'

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns',
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(() => import('./campaigns.tsx'), 'Campaigns'),
})

const create = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./new-campaign.tsx'), 'NewCampaign'),
})

const readHeldSearch = (raw: Record<string, unknown>): { kind?: 'spam' } =>
  raw['kind'] === 'spam' ? { kind: 'spam' } : {}

const held = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/held',
  validateSearch: readHeldSearch,
  component: lazyRouteComponent(() => import('./held/held-page.tsx'), 'HeldPage'),
})

const allSpend = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/spend',
  validateSearch: readSpendSearch,
  component: lazyRouteComponent(() => import('./spend/all-spend.tsx'), 'AllSpend'),
})

const campaign = createRoute({
  getParentRoute: () => appRoute,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('./campaign-frame.tsx'), 'CampaignFrame'),
})

const overview = createRoute({
  getParentRoute: () => campaign,
  path: '/',
  validateSearch: readRangeSearch,
  component: lazyRouteComponent(() => import('./overview/overview.tsx'), 'Overview'),
})

const leads = createRoute({
  getParentRoute: () => campaign,
  path: '/leads',
  component: lazyRouteComponent(() => import('./campaign-leads.tsx'), 'CampaignLeads'),
})

const capture = createRoute({
  getParentRoute: () => campaign,
  path: '/capture',
  component: lazyRouteComponent(() => import('./capture/capture.tsx'), 'Capture'),
})

const spend = createRoute({
  getParentRoute: () => campaign,
  path: '/spend',
  validateSearch: readSpendSearch,
  component: lazyRouteComponent(() => import('./spend/campaign-spend.tsx'), 'CampaignSpend'),
})

const campaignHeld = createRoute({
  getParentRoute: () => campaign,
  path: '/held',
  validateSearch: readHeldSearch,
  component: lazyRouteComponent(() => import('./held/campaign-held.tsx'), 'CampaignHeld'),
})

const settings = createRoute({
  getParentRoute: () => campaign,
  path: '/settings',
  component: lazyRouteComponent(() => import('./campaign-settings.tsx'), 'CampaignSettings'),
})

export const campaignRoutes = [
  list,
  create,
  held,
  allSpend,
  campaign.addChildren([overview, leads, spend, capture, campaignHeld, settings]),
] as const
