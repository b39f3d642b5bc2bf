import { IconButton, Kbd } from '@tributary/ui'
import { Monitor, Moon, PanelLeft, Search, Sun } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { usePreferences } from '../session/preferences.ts'
import { useMe } from '../session/session.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { AccountButton } from './account-button.tsx'
import { LiveDot } from './connection-state.tsx'
import { keysOf } from './shortcuts.ts'

const loadMenu = () => import('./account-menu.tsx')
const AccountMenu = lazy(() => loadMenu().then(({ AccountMenu }) => ({ default: AccountMenu })))

type TopBarProps = { onSearch: () => void; onKeys: () => void }

export const TopBar = ({ onSearch, onKeys }: TopBarProps) => {
  const me = useMe()
  const { theme, narrowNav } = usePreferences()
  const change = useChangePreferences()
  const [menuWanted, setMenuWanted] = useState(false)
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
      {menuWanted ? (
        <Suspense fallback={<AccountButton />}>
          <AccountMenu onKeys={onKeys} />
        </Suspense>
      ) : (
        <AccountButton
          onPointerEnter={() => void loadMenu()}
          onFocus={() => void loadMenu()}
          onClick={() => setMenuWanted(true)}
        />
      )}
    </>
  )
}
