import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRangeSearch } from '../../range/range-search.ts'
import { appRoute } from '../../routes/app-route.ts'

const dashboard = createRoute({
  getParentRoute: () => appRoute,
  path: '/dashboard',
  validateSearch: readRangeSearch,
  component: lazyRouteComponent(() => import('./dashboard.tsx'), 'Dashboard'),
})

export const dashboardRoutes = [dashboard] as const
