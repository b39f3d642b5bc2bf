import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { readAuditSearch } from './audit/audit-search.ts'
import { readListSearch } from './list-search.ts'
import { readDeliverySearch } from './notifications/delivery-search.ts'

const layout = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-frame.tsx'), 'SettingsFrame'),
})

const index = createRoute({
  getParentRoute: () => layout,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/members', replace: true })
  },
})

const members = createRoute({
  getParentRoute: () => layout,
  path: '/members',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./members/members.tsx'), 'Members'),
})

const availability = createRoute({
  getParentRoute: () => layout,
  path: '/availability',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./availability/availability.tsx'), 'Availability'),
})

const organization = createRoute({
  getParentRoute: () => layout,
  path: '/organization',
  component: lazyRouteComponent(() => import('./organization/organization.tsx'), 'Organization'),
})

const offices = createRoute({
  getParentRoute: () => layout,
  path: '/offices',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./catalogue/offices.tsx'), 'Offices'),
})

const products = createRoute({
  getParentRoute: () => layout,
  path: '/products',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./catalogue/products.tsx'), 'Products'),
})

const sources = createRoute({
  getParentRoute: () => layout,
  path: '/sources',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./catalogue/sources.tsx'), 'Sources'),
})

const companies = createRoute({
  getParentRoute: () => layout,
  path: '/companies',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./catalogue/companies.tsx'), 'Companies'),
})

const scoring = createRoute({
  getParentRoute: () => layout,
  path: '/scoring',
  component: lazyRouteComponent(() => import('./rules/scoring-rules.tsx'), 'ScoringRules'),
})

const routing = createRoute({
  getParentRoute: () => layout,
  path: '/routing',
  component: lazyRouteComponent(() => import('./rules/routing-rules.tsx'), 'RoutingRules'),
})

const notifications = createRoute({
  getParentRoute: () => layout,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./notifications/notifications.tsx'), 'Notifications'),
})

const deliveries = createRoute({
  getParentRoute: () => layout,
  path: '/deliveries',
  validateSearch: readDeliverySearch,
  component: lazyRouteComponent(() => import('./notifications/deliveries.tsx'), 'Deliveries'),
})

const apiKeys = createRoute({
  getParentRoute: () => layout,
  path: '/api-keys',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./api-keys/api-keys.tsx'), 'ApiKeys'),
})

const audit = createRoute({
  getParentRoute: () => layout,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./audit/audit.tsx'), 'Audit'),
})

export const settingsRoute = layout.addChildren([
  index,
  members,
  availability,
  organization,
  offices,
  products,
  sources,
  companies,
  scoring,
  routing,
  notifications,
  deliveries,
  apiKeys,
  audit,
])
