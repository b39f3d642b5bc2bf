import { Outlet, useRouterState } from '@tanstack/react-router'
import {
  AppShell,
  explainUndo,
  FormatProvider,
  forgetUndos,
  type NavItem,
  Toaster,
  TooltipProvider,
  toast,
  undoLast,
} from '@tributary/ui'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLive } from '../api/live-refresh.ts'
import { failureOf } from '../api/trpc.ts'
import { usePreferences, useStoredPreferences } from '../session/preferences.ts'
import { useEndOfSession, useMay, useMe } from '../session/session.ts'
import { Brand } from './brand.tsx'
import { ConnectionState } from './connection-state.tsx'
import { PLACES } from './navigation.tsx'
import { PlaceKeys } from './place-keys.tsx'
import { ShellLink } from './shell-link.tsx'
import { useShortcut, useShortcutKeys } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

const loadPalette = () => import('./palette.tsx')
const Palette = lazy(() => loadPalette().then((m) => ({ default: m.Palette })))
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then((m) => ({ default: m.ShortcutHelp })))
const MoreSheet = lazy(() => import('./more-sheet.tsx').then((m) => ({ default: m.MoreSheet })))

type Over = 'palette' | 'keys' | 'more' | null

const isCurrent = (href: string, pathname: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`)

explainUndo((error) => failureOf(error).message)

/** Fetches the palette while Ctrl is still held, so that it takes the first letter. */
const usePaletteAhead = (): void => {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') void loadPalette()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** The frame around every page of somebody who is signed in. */
export const SignedIn = () => {
  const me = useMe()
  const may = useMay()
  useStoredPreferences(me)
  useShortcutKeys()
  useLive()
  useEndOfSession()
  const { narrowNav } = usePreferences()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const [over, setOver] = useState<Over>(null)
  const close = (open: boolean) => setOver(open ? over : null)
  usePaletteAhead()
  useEffect(() => forgetUndos, [])
  useShortcut('mod+k', 'Find anything', 'Everywhere', () => setOver('palette'))
  useShortcut('/', 'Find anything', 'Everywhere', () => setOver('palette'))
  useShortcut('z', 'Undo the last change', 'Everywhere', () => {
    if (!undoLast()) toast.say('There is nothing to undo')
  })
  useShortcut('?', 'Show all keys', 'Everywhere', () => setOver('keys'))

  const groups = PLACES.map(({ places, ...group }) => ({
    ...group,
    items: places
      .filter(({ needs }) => !needs || may.can(needs))
      .map(
        ({ id, label, href, icon }): NavItem => ({
          id,
          label,
          href,
          icon,
          current: isCurrent(href, pathname),
        }),
      ),
  })).filter(({ items }) => items.length > 0)
  const places = groups.flatMap(({ items }) => items)
  const short = ['leads', 'home', 'dashboard'].flatMap((id) => places.filter((place) => place.id === id))

  return (
    <FormatProvider
      locale={me.organization.locale}
      currency={me.organization.currency}
      timeZone={me.timeZone || me.organization.timeZone}
    >
      <TooltipProvider>
        <AppShell
          brand={<Brand name={me.organization.name} narrow={narrowNav} />}
          groups={groups}
          collapsed={narrowNav}
          link={ShellLink}
          bottom={[
            ...short,
            {
              id: 'search',
              label: 'Search',
              icon: <Search aria-hidden />,
              onPress: () => setOver('palette'),
            },
            { id: 'more', label: 'More', icon: <MenuIcon aria-hidden />, onPress: () => setOver('more') },
          ]}
          top={<TopBar onSearch={() => setOver('palette')} onKeys={() => setOver('keys')} />}
          banner={<ConnectionState />}
        >
          <Outlet />
        </AppShell>
        <PlaceKeys />
        <Suspense>
          {over === 'palette' ? <Palette open onOpenChange={close} onKeys={() => setOver('keys')} /> : null}
          {over === 'keys' ? <ShortcutHelp open onOpenChange={close} /> : null}
          {over === 'more' ? <MoreSheet open onOpenChange={close} places={places} /> : null}
        </Suspense>
        <Toaster />
      </TooltipProvider>
    </FormatProvider>
  )
}
