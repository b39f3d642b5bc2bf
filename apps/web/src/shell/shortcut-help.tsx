import { Dialog, Kbd, Switch } from '@tributary/ui'
import { usePreferences } from '../session/preferences.ts'
import { useChangePreferences } from '../session/use-change-preferences.ts'
import { keysOf, type Shortcut, useShortcuts } from './shortcuts.ts'

/** What the lists do by themselves. */
const IN_LISTS: readonly (readonly [keys: string, label: string])[] = [
  ['j', 'Next row'],
  ['k', 'Previous row'],
  ['x', 'Select the row'],
  ['Enter', 'Open the row'],
]

const groupsOf = (shortcuts: readonly Shortcut[]): [string, (readonly [string, string])[]][] => {
  const groups = new Map<string, (readonly [string, string])[]>()
  for (const { group, keys, label } of shortcuts) {
    const lines = groups.get(group) ?? []
    if (!lines.some(([, known]) => known === label)) groups.set(group, [...lines, [keys, label]])
  }
  return [...groups, ['In lists', [...IN_LISTS]]]
}

export type OverProps = { open: boolean; onOpenChange: (open: boolean) => void }

export const ShortcutHelp = ({ open, onOpenChange }: OverProps) => {
  const { singleKeys } = usePreferences()
  const change = useChangePreferences()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" size="medium">
      <div className="grid gap-x-8 gap-y-4 pb-3 sm:grid-cols-2">
        {groupsOf(useShortcuts()).map(([group, lines]) => (
          <section key={group}>
            <h3 className="mb-1.5 text-muted text-xs">{group}</h3>
            <dl className="flex flex-col gap-1.5 text-sm">
              {lines.map(([keys, label]) => (
                <div key={keys} className="flex items-center justify-between gap-3">
                  <dt>{label}</dt>
                  <dd className="flex gap-1">
                    {keysOf(keys).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-line border-t py-3">
        <Switch
          checked={singleKeys}
          onChange={(on) => change({ singleKeys: on })}
          label="Single keys"
          hint="Turn them off if you speak your input or hit keys by accident. Keys with Ctrl go on working."
        />
      </div>
    </Dialog>
  )
}
