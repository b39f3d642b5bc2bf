import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { utils } from './api/trpc.ts'
import { config } from './config.ts'
import { accountRoutes, profileRoutes } from './pages/account/routes.ts'
import { attributionRoutes } from './pages/attribution/routes.ts'
import { budgetRoutes } from './pages/budget/routes.ts'
import { campaignRoutes } from './pages/campaigns/routes.ts'
import { dashboardRoutes } from './pages/dashboard/routes.ts'
import { dealRoutes } from './pages/deals/routes.ts'
import { forecastRoutes } from './pages/forecast/routes.ts'
import { homeRoutes } from './pages/home/routes.ts'
import { leadRoutes } from './pages/leads/routes.ts'
import { settingsRoute } from './pages/settings/routes.ts'
import { appRoute } from './routes/app-route.ts'
import { rootRoute } from './routes/root-route.tsx'
import { PagePending } from './shell/page-pending.tsx'

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/home', replace: true })
  },
})

const routeTree = rootRoute.addChildren([
  indexRoute,
  ...accountRoutes,
  appRoute.addChildren([
    ...homeRoutes,
    ...leadRoutes,
    ...dealRoutes,
    ...campaignRoutes,
    ...dashboardRoutes,
    ...budgetRoutes,
    ...forecastRoutes,
    ...attributionRoutes,
    ...profileRoutes,
    settingsRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { utils },
  defaultPendingMs: config.pendingMs,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PagePending,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
