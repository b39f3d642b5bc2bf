import type { AttributionDimension, DecayRate, LookbackDays, OfferedModel } from '@tributary/contracts'

// The lists of the contracts would bring their validators into the first load: words and order stand here.
export const modelWords = {
  first: 'First touch',
  last: 'Last touch',
  linear: 'Linear',
  'position-decay': 'Position decay',
  'time-decay': 'Time decay',
  'position-based': 'Position-based',
  'w-shaped': 'W-shaped',
  markov: 'Markov',
  shapley: 'Shapley',
} satisfies Record<OfferedModel, string>

export const modelMeanings = {
  first: 'All of a deal goes to its first touch.',
  last: 'All of a deal goes to its last touch.',
  linear: 'Each touch of a deal earns the same.',
  'position-decay':
    'Each step back leaves the same part of what a touch earns (the decay rate), whatever time lay between.',
  'time-decay': 'Every seven days before the last touch halve what a touch earns.',
  'position-based': '40 % to the first, 40 % to the last, 20 % to those between.',
  'w-shaped':
    '30 % each to the first touch, the one of the form and the one that made the deal; 10 % to the others.',
  markov:
    'By how many wins would be lost without it, told by all journeys, also those that ended in nothing.',
  shapley: 'Each deal in equal parts among the different ones that took part, however often.',
} satisfies Record<OfferedModel, string>

export const MODEL_ORDER = Object.keys(modelWords) as OfferedModel[]

export const byWords = {
  channel: 'Channel',
  campaign: 'Campaign',
  source: 'Source',
  content: 'Ad content',
} satisfies Record<AttributionDimension, string>

export const BYS = Object.keys(byWords) as AttributionDimension[]

export const WINDOWS = [7, 14, 30, 60, 90, 180, 365] as const satisfies readonly LookbackDays[]

export const RATES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const satisfies readonly DecayRate[]
