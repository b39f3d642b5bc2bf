import type { Permission } from '@tributary/access'
import type { May } from '../../session/session.ts'

export type Section = {
  readonly id: string
  readonly label: string
  readonly href: string
  readonly group: string
  readonly needs: Permission
}

/** Every page of the settings. */
const SECTIONS: readonly Section[] = [
  { id: 'members', label: 'Members', href: '/settings/members', group: 'People', needs: 'members.read' },
  {
    id: 'availability',
    label: 'Availability',
    href: '/settings/availability',
    group: 'People',
    needs: 'members.read',
  },
  {
    id: 'organization',
    label: 'Organization',
    href: '/settings/organization',
    group: 'Organization',
    needs: 'settings.read',
  },
  {
    id: 'offices',
    label: 'Offices',
    href: '/settings/offices',
    group: 'Organization',
    needs: 'catalogue.read',
  },
  {
    id: 'products',
    label: 'Products',
    href: '/settings/products',
    group: 'Organization',
    needs: 'catalogue.read',
  },
  {
    id: 'sources',
    label: 'Sources',
    href: '/settings/sources',
    group: 'Organization',
    needs: 'catalogue.read',
  },
  {
    id: 'companies',
    label: 'Companies',
    href: '/settings/companies',
    group: 'Organization',
    needs: 'leads.read',
  },
  {
    id: 'scoring',
    label: 'Scoring rules',
    href: '/settings/scoring',
    group: 'Automation',
    needs: 'rules.read',
  },
  {
    id: 'routing',
    label: 'Routing rules',
    href: '/settings/routing',
    group: 'Automation',
    needs: 'rules.read',
  },
  {
    id: 'notifications',
    label: 'Notifications',
    href: '/settings/notifications',
    group: 'Automation',
    needs: 'leads.read',
  },
  {
    id: 'deliveries',
    label: 'Deliveries',
    href: '/settings/deliveries',
    group: 'Automation',
    needs: 'deliveries.read',
  },
  {
    id: 'api-keys',
    label: 'API keys',
    href: '/settings/api-keys',
    group: 'Security',
    needs: 'apiKeys.manage',
  },
  { id: 'audit', label: 'Audit log', href: '/settings/audit', group: 'Security', needs: 'audit.read' },
]

/** The pages a role can ever use; the others are not shown. */
export const sectionsFor = (may: May): readonly Section[] => SECTIONS.filter(({ needs }) => may.can(needs))

export const sectionAt = (pathname: string): Section | undefined =>
  SECTIONS.find(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
