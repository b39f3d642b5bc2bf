import type { DeliverySearch } from './pages/settings/notifications/delivery-search.ts'

/** Every address of the app. `<Link {...paths.lead({ leadId })}>`; the router checks each of them. */
export const paths = {
  signIn: (search: { back?: string } = {}) => ({ to: '/sign-in', search }) as const,
  signUp: () => ({ to: '/sign-up' }) as const,
  forgotPassword: () => ({ to: '/forgot-password' }) as const,
  mailbox: (search: { mail?: string } = {}) => ({ to: '/mailbox', search }) as const,

  home: () => ({ to: '/home' }) as const,
  profile: () => ({ to: '/profile' }) as const,
  sessions: () => ({ to: '/profile/sessions' }) as const,

  settings: () => ({ to: '/settings' }) as const,
  members: () => ({ to: '/settings/members' }) as const,
  availability: (search: { open?: string } = {}) => ({ to: '/settings/availability', search }) as const,
  notifications: () => ({ to: '/settings/notifications' }) as const,
  deliveries: (search: DeliverySearch = {}) => ({ to: '/settings/deliveries', search }) as const,
} as const
