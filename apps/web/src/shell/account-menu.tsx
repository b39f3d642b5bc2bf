import { Link, useNavigate } from '@tanstack/react-router'
import { Menu, type MenuItem } from '@tributary/ui'
import { CircleUser, Keyboard, LogOut } from 'lucide-react'
import { refused } from '../api/refused.ts'
import { trpc } from '../api/trpc.ts'
import { paths } from '../paths.ts'
import { type Theme, usePreferences } from '../session/preferences.ts'
import { forgetSession, useMe } from '../session/session.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { AccountButton } from './account-button.tsx'

const THEMES: readonly { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'Theme of the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

/** Who I am, how the app looks, and the way out. Fetched when its button is pressed. */
export const AccountMenu = ({ onKeys }: { onKeys: () => void }) => {
  const me = useMe()
  const navigate = useNavigate()
  const { theme, density } = usePreferences()
  const change = useChangePreferences()
  const signOut = trpc.accounts.signOut.useMutation({
    onSuccess: async () => {
      await navigate({ ...paths.signIn(), replace: true })
      forgetSession()
    },
    onError: refused('You are still signed in'),
  })
  const switchTo = trpc.accounts.switchOrganization.useMutation({
    onSuccess: () => {
      forgetSession()
      window.location.assign('/home')
    },
    onError: refused('The organization was not changed'),
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
  return <Menu align="end" defaultOpen trigger={<AccountButton />} items={items} />
}
