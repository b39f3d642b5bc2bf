import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { PageError } from '../shell/page-error.tsx'
import { rootRoute } from './root-route.tsx'

/** Everything behind the sign-in. Who is not signed in comes back to the same page afterwards. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const me = await context.utils.accounts.me.ensureData()
    if (!me) throw redirect({ to: '/sign-in', search: { back: location.href }, replace: true })
    return { me }
  },
  component: lazyRouteComponent(() => import('../shell/signed-in.tsx'), 'SignedIn'),
  errorComponent: PageError,
})
