import { Card, Segmented, Switch } from '@tributary/ui'
import { type Density, type Theme, usePreferences } from '../../session/preferences.ts'
import { useChangePreferences } from '../../session/use-change-preferences.ts'

const THEMES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const DENSITIES: { value: Density; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
]

/** How the app looks and listens; saved for the account as it is changed. */
export const Look = () => {
  const { theme, density, singleKeys } = usePreferences()
  const change = useChangePreferences()
  return (
    <Card title="Look and keys" description="Saved at once, on every device you sign in on.">
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
          <span className="flex items-center gap-3 text-sm">
            <span aria-hidden>Theme</span>
            <Segmented
              label="Theme"
              segments={THEMES}
              value={theme}
              onChange={(next) => change({ theme: next })}
            />
          </span>
          <span className="flex items-center gap-3 text-sm">
            <span aria-hidden>Rows</span>
            <Segmented
              label="Rows"
              segments={DENSITIES}
              value={density}
              onChange={(next) => change({ density: next })}
            />
          </span>
        </div>
        <Switch
          checked={singleKeys}
          onChange={(on) => change({ singleKeys: on })}
          label="Single keys"
          hint="J, K, G and others act without Ctrl. Press ? to see all of them."
        />
      </div>
    </Card>
  )
}
