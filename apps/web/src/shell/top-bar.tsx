import { Link, useNavigate } from '@tanstack/react-router'
import { Avatar, IconButton, Kbd, Menu, type MenuItem, toast } from '@tributary/ui'
import { CircleUser, Keyboard, LogOut, Monitor, Moon, PanelLeft, Search, Sun } from 'lucide-react'
import { failureOf, trpc } from '../api/trpc.ts'
import { paths } from '../paths.ts'
import { type Theme, usePreferences } from '../session/preferences.ts'
import { forgetSession, useMe } from '../session/session.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { LiveDot } from './connection-state.tsx'
import { keysOf } from './shortcuts.ts'

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'Theme of the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

type TopBarProps = { onSearch: () => void; onKeys: () => void }

export const TopBar = ({ onSearch, onKeys }: TopBarProps) => {
  const me = useMe()
  const navigate = useNavigate()
  const { theme, density, narrowNav } = usePreferences()
  const change = useChangePreferences()
  const signOut = trpc.accounts.signOut.useMutation({
    onSuccess: async () => {
      await navigate({ ...paths.signIn(), replace: true })
      forgetSession()
    },
    onError: (error) => toast.error('You are still signed in', { description: failureOf(error).message }),
  })
  const switchTo = trpc.accounts.switchOrganization.useMutation({
    onSuccess: () => {
      forgetSession()
      window.location.assign('/home')
    },
    onError: (error) =>
      toast.error('The organization was not changed', { description: failureOf(error).message }),
  })

  const organizations: MenuItem[] =
    me.organizations.length < 2
      ? []
      : [
          {
            kind: 'group',
            id: 'organizations',
            label: 'Organization',
            items: me.organizations.map(({ id, name }) => ({
              kind: 'check',
              id,
              label: name,
              checked: id === me.organization.id,
              onChange: () => id !== me.organization.id && switchTo.mutate({ organizationId: id }),
            })),
          },
          { kind: 'separator', id: 'after-organizations' },
        ]
  const items: MenuItem[] = [
    {
      kind: 'link',
      id: 'profile',
      label: 'My profile',
      icon: <CircleUser aria-hidden />,
      render: <Link {...paths.profile()} />,
    },
    { id: 'keys', label: 'Keys', icon: <Keyboard aria-hidden />, shortcut: '?', onSelect: onKeys },
    { kind: 'separator', id: 'after-me' },
    ...organizations,
    {
      kind: 'group',
      id: 'look',
      label: 'Look',
      items: [
        ...THEMES.map(
          (one): MenuItem => ({
            kind: 'check',
            id: one.theme,
            label: one.label,
            checked: theme === one.theme,
            onChange: () => change({ theme: one.theme }),
          }),
        ),
        {
          kind: 'check',
          id: 'compact',
          label: 'Compact rows',
          checked: density === 'compact',
          onChange: (compact) => change({ density: compact ? 'compact' : 'comfortable' }),
        },
      ],
    },
    { kind: 'separator', id: 'before-out' },
    { id: 'out', label: 'Sign out', icon: <LogOut aria-hidden />, onSelect: () => signOut.mutate() },
  ]
  const themeIcon =
    theme === 'dark' ? (
      <Moon aria-hidden />
    ) : theme === 'light' ? (
      <Sun aria-hidden />
    ) : (
      <Monitor aria-hidden />
    )

  return (
    <>
      <span className="max-sm:hidden">
        <IconButton
          label={narrowNav ? 'Show names in the navigation' : 'Show icons only in the navigation'}
          icon={<PanelLeft aria-hidden />}
          size="small"
          onClick={() => change({ narrowNav: !narrowNav })}
        />
      </span>
      <button
        type="button"
        onClick={onSearch}
        className="flex h-control w-full max-w-80 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-start text-sm text-subtle hover:border-field max-sm:hidden"
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1">Find anything</span>
        <Kbd>{keysOf('mod+k').join(' ')}</Kbd>
      </button>
      <span className="truncate font-semibold text-sm sm:hidden">{me.organization.name}</span>
      <span className="flex-1" />
      <LiveDot />
      <IconButton
        label={theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme'}
        icon={themeIcon}
        onClick={() => change({ theme: theme === 'dark' ? 'light' : 'dark' })}
      />
      <Menu
        align="end"
        trigger={
          <button type="button" aria-label={`${me.name}: account`} className="rounded-full">
            <Avatar name={me.nickname || me.name} src={me.photoUrl} decorative />
          </button>
        }
        items={items}
      />
    </>
  )
}
