import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRangeSearch } from '../../range/range-search.ts'
import { appRoute } from '../../routes/app-route.ts'

const budget = createRoute({
  getParentRoute: () => appRoute,
  path: '/budget',
  validateSearch: readRangeSearch,
  component: lazyRouteComponent(() => import('./budget.tsx'), 'Budget'),
})

export const budgetRoutes = [budget] as const
