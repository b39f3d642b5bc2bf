import type { LeadFilter, LeadTarget } from '@tributary/contracts'
import { useMemo, useState } from 'react'

type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

const NONE: Selection = { kind: 'some', ids: new Set() }

/** The picked leads: named ones, or all that match the filter but some. A new filter picks anew. */
export const useSelection = (filter: LeadFilter, ids: readonly string[], matching: number) => {
  const key = JSON.stringify(filter)
  const [state, setState] = useState<{ key: string; selection: Selection }>({ key, selection: NONE })
  const selection = state.key === key ? state.selection : NONE
  const set = (next: Selection): void => setState({ key, selection: next })

  const picked = useMemo(
    () =>
      selection.kind === 'some' ? selection.ids : new Set(ids.filter((id) => !selection.except.has(id))),
    [selection, ids],
  )
  const count = selection.kind === 'some' ? selection.ids.size : Math.max(0, matching - selection.except.size)
  const target: LeadTarget =
    selection.kind === 'some' ? { ids: [...picked] } : { filter, except: [...selection.except] }
  return {
    picked,
    count,
    target,
    isAll: selection.kind === 'all',
    pick: (next: ReadonlySet<string>): void => {
      if (selection.kind === 'some' || next.size === 0) return set({ kind: 'some', ids: next })
      const shown = new Set(ids)
      const hidden = [...selection.except].filter((id) => !shown.has(id))
      set({ kind: 'all', except: new Set([...hidden, ...ids.filter((id) => !next.has(id))]) })
    },
    pickAll: () => set({ kind: 'all', except: new Set() }),
    clear: () => set(NONE),
  }
}
