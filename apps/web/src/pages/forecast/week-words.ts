import type { WeekBar } from '@tributary/contracts'

// The list of the contracts would bring its validators into the first load: words and order stand here.
export const weekWords = {
  start: 'Open then',
  opened: 'Opened',
  changed: 'Value changed',
  won: 'Won',
  lost: 'Lost',
  removed: 'Deleted',
  slipped: 'Slipped to a later month',
} satisfies Record<WeekBar, string>

export const weekMeanings = {
  start: 'Open at the beginning of that day, with the value they had.',
  opened: 'New, opened again, or brought back with their lead; with their value of now.',
  changed: 'Open then with another value: by how much it grew or shrank.',
  won: 'Left the pipeline with what they were won for.',
  lost: 'Left the pipeline with the value that they had.',
  removed: 'Taken back, or deleted with their lead.',
  slipped: 'Open then and now, and expected to close in a later month than then: no sum changes by it.',
} satisfies Record<WeekBar, string>

export const WEEK_ORDER = Object.keys(weekWords) as WeekBar[]
