import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { readAttributionSearch } from './attribution-search.ts'

const attribution = createRoute({
  getParentRoute: () => appRoute,
  path: '/attribution',
  validateSearch: readAttributionSearch,
  component: lazyRouteComponent(() => import('./attribution.tsx'), 'AttributionExplorer'),
})

export const attributionRoutes = [attribution] as const
