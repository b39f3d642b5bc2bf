import type { KeyScope } from '@tributary/contracts'

export const SCOPE_WORDS = {
  capture: 'Send leads',
  'leads.read': 'Read the status of leads',
  'analytics.read': 'Read campaign figures',
  'spend.write': 'Record what campaigns cost',
} as const satisfies Record<KeyScope, string>
