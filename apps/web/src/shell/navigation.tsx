import type { Permission } from '@tributary/access'
import {
  ChartNoAxesColumn,
  Handshake,
  House,
  Megaphone,
  Scale,
  Settings,
  Telescope,
  Users,
  Waypoints,
} from 'lucide-react'
import type { ReactNode } from 'react'

export type Place = {
  readonly id: string
  readonly label: string
  readonly href: string
  readonly icon: ReactNode
  /** Pressed after G. */
  readonly key: string
  readonly needs?: Permission
}

/** The main places, in groups. One line each; the shell, the palette and the keys read it. */
export const PLACES: readonly {
  readonly id: string
  readonly label: string
  readonly places: readonly Place[]
}[] = [
  {
    id: 'work',
    label: 'Work',
    places: [
      { id: 'home', label: 'Home', href: '/home', icon: <House aria-hidden />, key: 'h' },
      {
        id: 'leads',
        label: 'Leads',
        href: '/leads',
        icon: <Users aria-hidden />,
        key: 'l',
        needs: 'leads.read',
      },
      {
        id: 'deals',
        label: 'Deals',
        href: '/deals',
        icon: <Handshake aria-hidden />,
        key: 'p',
        needs: 'leads.read',
      },
    ],
  },
  {
    id: 'grow',
    label: 'Grow',
    places: [
      {
        id: 'campaigns',
        label: 'Campaigns',
        href: '/campaigns',
        icon: <Megaphone aria-hidden />,
        key: 'c',
        needs: 'campaigns.read',
      },
    ],
  },
  {
    id: 'understand',
    label: 'Understand',
    places: [
      {
        id: 'dashboard',
        label: 'Dashboard',
        href: '/dashboard',
        icon: <ChartNoAxesColumn aria-hidden />,
        key: 'd',
        needs: 'dashboard.read',
      },
      {
        id: 'attribution',
        label: 'Attribution',
        href: '/attribution',
        icon: <Waypoints aria-hidden />,
        key: 'a',
        needs: 'dashboard.read',
      },
      {
        id: 'budget',
        label: 'Budget advisor',
        href: '/budget',
        icon: <Scale aria-hidden />,
        key: 'b',
        needs: 'dashboard.read',
      },
      {
        id: 'forecast',
        label: 'Forecast',
        href: '/forecast',
        icon: <Telescope aria-hidden />,
        key: 'f',
        needs: 'leads.read',
      },
    ],
  },
  {
    id: 'set-up',
    label: 'Set up',
    places: [
      { id: 'settings', label: 'Settings', href: '/settings', icon: <Settings aria-hidden />, key: 's' },
    ],
  },
]
