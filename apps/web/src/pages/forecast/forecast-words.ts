import type { Forecast, ForecastGroup, TrainingOutcome, WinModelState } from '@tributary/contracts'
import type { Formats, Tone } from '@tributary/ui'

const NAMED: Readonly<Record<string, string>> = {
  overdue: 'Overdue',
  later: 'Later',
  undated: 'No date',
}

/** "Nov 2026", or what the group is called. */
export const groupName = ({ key }: ForecastGroup, formats: Formats): string =>
  NAMED[key] ?? formats.month(`${key}-01`)

/** Beside the name, where it needs saying. */
export const groupNote = ({ key }: ForecastGroup, today: string): string | undefined => {
  if (key === today.slice(0, 7)) return 'this month'
  if (key === 'overdue') return 'expected to be closed by now'
  return undefined
}

/** How many open deals of how many were estimated by a model. */
export const weighedBy = ({ open, estimated, model }: Forecast): string => {
  if (model === null || model.abstains || estimated === 0)
    return 'Each open deal counts by the share won of closed deals that came as far as it: no model tells more yet.'
  const all = estimated === open ? 'Each open deal counts' : `${estimated} of ${open} open deals count`
  return `${all} by the probability that the model gives it.`
}

export const modelStateWords = {
  live: 'Live',
  retired: 'Replaced',
  rejected: 'Rejected',
} satisfies Record<WinModelState, string>

export const modelStateTones = {
  live: 'success',
  retired: 'neutral',
  rejected: 'warning',
} satisfies Record<WinModelState, Tone>

export const outcomeWords = {
  live: 'The last training brought a model that is live now.',
  rejected: 'The last training brought a model that did not go live; it was kept with the reason.',
  same: 'The last training found nothing new.',
  abstains: 'The last training found too few closed deals.',
  failed: 'The last training broke off.',
} satisfies Record<TrainingOutcome, string>
