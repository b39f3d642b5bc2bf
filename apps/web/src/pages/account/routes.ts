import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { appRoute } from '../../routes/app-route.ts'
import { matching, searchOf, text } from '../../routes/read-search.ts'
import { rootRoute } from '../../routes/root-route.tsx'

/** Only addresses of our own: a link must not send a person who just signed in somewhere else. */
const ownAddress = matching(/^\/(?![/\\])/)
const readBack = searchOf({ back: ownAddress })
const readMail = searchOf({ mail: text })
const readToken = searchOf({ token: text })

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readBack,
  beforeLoad: async ({ context, search }) => {
    const [me, welcome] = await Promise.all([
      context.utils.accounts.me.ensureData(),
      context.utils.accounts.welcome.ensureData(),
    ])
    if (me) throw redirect({ href: search.back ?? '/home', replace: true })
    if (welcome.signUp === 'first' && !welcome.demo) throw redirect({ to: '/sign-up', replace: true })
    return { welcome }
  },
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  beforeLoad: async ({ context }) => {
    const [me, welcome] = await Promise.all([
      context.utils.accounts.me.ensureData(),
      context.utils.accounts.welcome.ensureData(),
    ])
    if (me) throw redirect({ to: '/home', replace: true })
    return { welcome }
  },
  component: lazyRouteComponent(() => import('./sign-up.tsx'), 'SignUp'),
})

const forgotPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./forgot-password.tsx'), 'ForgotPassword'),
})

const resetPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('./reset-password.tsx'), 'ResetPassword'),
})

const confirmEmail = createRoute({
  getParentRoute: () => rootRoute,
  path: '/confirm-email',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('./confirm-email.tsx'), 'ConfirmEmail'),
})

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('./accept-invitation.tsx'), 'AcceptInvitation'),
})

const mailbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  validateSearch: readMail,
  component: lazyRouteComponent(() => import('./mailbox.tsx'), 'Mailbox'),
})

/** Open to everybody. */
export const accountRoutes = [
  signIn,
  signUp,
  forgotPassword,
  resetPassword,
  confirmEmail,
  invitation,
  mailbox,
] as const

const profile = createRoute({
  getParentRoute: () => appRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile.tsx'), 'Profile'),
})

const sessions = createRoute({
  getParentRoute: () => appRoute,
  path: '/profile/sessions',
  component: lazyRouteComponent(() => import('./sessions.tsx'), 'Sessions'),
})

export const profileRoutes = [profile, sessions] as const
