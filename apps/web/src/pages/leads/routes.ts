import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { readLeadSearch } from './lead-search.ts'

const TABS = ['journey', 'products', 'deals', 'notifications'] as const
const SHOWN = ['activities', 'touches', 'changes'] as const
type LeadPageSearch = {
  tab?: 'timeline' | (typeof TABS)[number] | undefined
  show?: 'all' | (typeof SHOWN)[number] | undefined
  edit?: boolean | undefined
}

const leads = createRoute({
  getParentRoute: () => appRoute,
  path: '/leads',
  validateSearch: readLeadSearch,
  component: lazyRouteComponent(() => import('./leads.tsx'), 'Leads'),
})

const newLead = createRoute({
  getParentRoute: () => appRoute,
  path: '/leads/new',
  validateSearch: (raw: Record<string, unknown>): { campaign?: string } =>
    typeof raw['campaign'] === 'string' ? { campaign: raw['campaign'] } : {},
  component: lazyRouteComponent(() => import('./new-lead.tsx'), 'NewLead'),
})

const lead = createRoute({
  getParentRoute: () => appRoute,
  path: '/leads/$leadId',
  validateSearch: (raw: Record<string, unknown>): LeadPageSearch => {
    const tab = TABS.find((one) => one === raw['tab'])
    const show = SHOWN.find((one) => one === raw['show'])
    return {
      ...(tab ? { tab } : {}),
      ...(show ? { show } : {}),
      ...(raw['edit'] === true ? { edit: true } : {}),
    }
  },
  component: lazyRouteComponent(() => import('./detail/lead.tsx'), 'Lead'),
})

export const leadRoutes = [leads, newLead, lead] as const
