import type { EffectKind, EffectState } from '@tributary/contracts'
import type { Tone } from '@tributary/ui'

export const KIND_WORDS = {
  'slack.hot_lead': 'Hot lead to Slack',
  'email.owner': 'Mail to the owner',
  'email.campaign': 'Mail to the campaign’s team',
  'email.connection_broken': 'Mail about a broken connection',
} as const satisfies Record<EffectKind, string>

export const STATE_WORDS = {
  pending: { label: 'Waiting', tone: 'info' },
  in_flight: { label: 'On its way', tone: 'info' },
  succeeded: { label: 'Sent', tone: 'success' },
  skipped: { label: 'Skipped', tone: 'neutral' },
  failed: { label: 'Refused', tone: 'danger' },
  dead: { label: 'Given up', tone: 'danger' },
  unknown: { label: 'Outcome unknown', tone: 'warning' },
} as const satisfies Record<EffectState, { label: string; tone: Tone }>
