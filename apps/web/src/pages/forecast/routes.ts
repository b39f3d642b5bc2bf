import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { readForecastSearch } from './forecast-search.ts'

const forecast = createRoute({
  getParentRoute: () => appRoute,
  path: '/forecast',
  validateSearch: readForecastSearch,
  component: lazyRouteComponent(() => import('./forecast.tsx'), 'Forecast'),
})

export const forecastRoutes = [forecast] as const
