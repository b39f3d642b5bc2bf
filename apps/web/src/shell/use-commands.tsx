import type { Permission } from '@tributary/access'
import { Bookmark, Keyboard, MoonStar, Plus, SlidersHorizontal, User } from 'lucide-react'
import { useEffect, useState } from 'react'
import { trpc } from '../api/trpc.ts'
import { sectionsFor } from '../pages/settings/sections.tsx'
import { usePreferences } from '../session/preferences.ts'
import type { May } from '../session/session.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { PLACES } from './navigation.tsx'
import type { Command } from './palette-commands.tsx'

type Options = { text: string; may: May; onKeys: () => void; go: (href: string) => void }

const ADD: readonly { id: string; label: string; href: string; needs: Permission }[] = [
  { id: 'new-lead', label: 'Add a lead', href: '/leads/new', needs: 'leads.write.own' },
  { id: 'new-campaign', label: 'Start a campaign', href: '/campaigns/new', needs: 'campaigns.write' },
  { id: 'invite', label: 'Invite a member', href: '/settings/members?open=new', needs: 'members.manage' },
]
const TYPING_MS = 200
const FOUND = 6

/** The text once typing paused. */
const usePaused = (text: string): string => {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

/** Leads by name, company, e-mail address, phone or id. */
const useFoundLeads = ({ text, may, go }: Options): { commands: readonly Command[]; searching: boolean } => {
  const paused = usePaused(text)
  const enabled = paused.length >= 3 && may.can('leads.read')
  const leads = trpc.leads.list.useQuery(
    { filter: { text: paused }, size: FOUND },
    { enabled, placeholderData: (old) => old },
  )
  const commands = (enabled ? (leads.data?.items ?? []) : []).map(
    (lead): Command => ({
      id: `lead-${lead.id}`,
      label: [lead.company, lead.name].filter(Boolean).join(' · ') || lead.leadId,
      hint: `Lead · ${lead.grade}`,
      icon: <User aria-hidden />,
      found: true,
      run: () => go(`/leads/${lead.id}`),
    }),
  )
  return { commands, searching: text.trim().length >= 3 && (paused !== text.trim() || leads.isFetching) }
}

/** Pages, settings and actions that this person has. */
export const useCommands = (options: Options): { commands: readonly Command[]; searching: boolean } => {
  const { may, onKeys, go } = options
  const leads = useFoundLeads(options)
  const views = trpc.views.list.useQuery(undefined, { staleTime: 60_000, enabled: may.can('leads.read') })
  const { theme } = usePreferences()
  const change = useChangePreferences()
  const places = PLACES.flatMap((group) => group.places)
    .filter(({ needs }) => !needs || may.can(needs))
    .map(({ id, label, href, icon }): Command => ({ id, label, hint: 'Page', icon, run: () => go(href) }))
  const settings = sectionsFor(may).map(
    ({ id, label, href }): Command => ({
      id: `settings-${id}`,
      label,
      hint: 'Settings',
      icon: <SlidersHorizontal aria-hidden />,
      run: () => go(href),
    }),
  )
  const actions: Command[] = [
    ...ADD.filter(({ needs }) => may.can(needs)).map(
      ({ id, label, href }): Command => ({
        id,
        label,
        hint: 'Action',
        icon: <Plus aria-hidden />,
        run: () => go(href),
      }),
    ),
    {
      id: 'theme',
      label: theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme',
      hint: 'Action',
      icon: <MoonStar aria-hidden />,
      run: () => change({ theme: theme === 'dark' ? 'light' : 'dark' }),
    },
    { id: 'keys', label: 'Show all keys', hint: 'Action', icon: <Keyboard aria-hidden />, run: onKeys },
  ]
  const saved = views.data?.map(
    (view): Command => ({
      id: `view-${view.id}`,
      label: view.name,
      hint: `View of ${view.list}`,
      icon: <Bookmark aria-hidden />,
      run: () => go(view.list === 'deals' ? `/deals?saved=${view.id}` : `/leads?view=${view.id}`),
    }),
  )
  return {
    commands: [...places, ...(saved ?? []), ...settings, ...actions, ...leads.commands],
    searching: leads.searching,
  }
}
