import { readStored, store } from './storage.ts'

const KEY = 'tributary.consent'

export type Decision = 'granted' | 'denied'

export type Consent = {
  /** Whether ids, memory and page views are allowed now. */
  mayRemember(): boolean
  /** What the visitor said, `undefined` when nobody asked. */
  given(): boolean | undefined
  decide(decision: Decision): void
}

const isDecision = (value: unknown): value is Decision => value === 'granted' || value === 'denied'

/** Where consent is required, nothing counts as a yes but a yes; elsewhere a no, or the browser's own signal, is respected. */
export const openConsent = (required: boolean, changed: () => void): Consent => {
  const kept = readStored(KEY)
  let decision = isDecision(kept) ? kept : undefined
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean }
  return {
    mayRemember: () => (decision ? decision === 'granted' : !required && !globalPrivacyControl),
    given: () => decision && decision === 'granted',
    decide: (next) => {
      if (!isDecision(next)) return
      decision = next
      // A no is remembered only where silence would be taken for a yes.
      store(KEY, next === 'denied' && required ? null : next)
      changed()
    },
  }
}
