import type { EffectState } from '@tributary/contracts'
import { Badge } from '@tributary/ui'
import { effectStateWords, effectTones } from '../../../words.ts'

export const StateBadge = ({ state }: { state: EffectState }) => (
  <Badge tone={effectTones[state]}>{effectStateWords[state]}</Badge>
)
