import { Keyboard, MoonStar, SlidersHorizontal } from 'lucide-react'
import { sectionsFor } from '../pages/settings/sections.tsx'
import { usePreferences } from '../session/preferences.ts'
import type { May } from '../session/session.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { PLACES } from './navigation.tsx'
import type { Command } from './palette-commands.tsx'

type Options = { text: string; may: May; onKeys: () => void; go: (href: string) => void }

/** Pages, settings and actions that this person has. */
export const useCommands = ({
  may,
  onKeys,
  go,
}: Options): { commands: readonly Command[]; searching: boolean } => {
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
    {
      id: 'theme',
      label: theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme',
      hint: 'Action',
      icon: <MoonStar aria-hidden />,
      run: () => change({ theme: theme === 'dark' ? 'light' : 'dark' }),
    },
    { id: 'keys', label: 'Show all keys', hint: 'Action', icon: <Keyboard aria-hidden />, run: onKeys },
  ]
  return { commands: [...places, ...settings, ...actions], searching: false }
}
