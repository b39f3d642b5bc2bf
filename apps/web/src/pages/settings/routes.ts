import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { ListSearch } from './list-search.ts'

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
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('./members/members.tsx'), 'Members'),
})

export const settingsRoute = layout.addChildren([index, members])
