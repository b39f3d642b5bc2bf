import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { readDealSearch } from './deal-search.ts'

const deals = createRoute({
  getParentRoute: () => appRoute,
  path: '/deals',
  validateSearch: readDealSearch,
  component: lazyRouteComponent(() => import('./deals.tsx'), 'Deals'),
})

export const dealRoutes = [deals] as const
