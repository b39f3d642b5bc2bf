/** Calendar dates `2026-11-03`, both ends included. */
export type DateSpan = { start: string; end: string }

export type Comparison = 'previous' | 'year' | 'none'

export const PRESETS = ['today', '7d', '30d', '90d', 'month', 'quarter', 'year'] as const
export type Preset = (typeof PRESETS)[number]

export const presetLabels = {
  today: 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  quarter: 'This quarter',
  year: 'This year',
} satisfies Record<Preset, string>

export const comparisonLabels = {
  previous: 'Previous period',
  year: 'Same period last year',
  none: 'No comparison',
} satisfies Record<Comparison, string>

const DAY = 86_400_000
const toUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (at: number): string => new Date(at).toISOString().slice(0, 10)

export const addDays = (date: string, days: number): string => fromUtc(toUtc(date) + days * DAY)
export const daysIn = ({ start, end }: DateSpan): number => Math.round((toUtc(end) - toUtc(start)) / DAY) + 1

const rolling = (today: string, days: number): DateSpan => ({ start: addDays(today, 1 - days), end: today })

/** The days a preset means, given the workspace's own today. */
export const presetSpan = (preset: Preset, today: string): DateSpan => {
  const year = today.slice(0, 4)
  const month = Number(today.slice(5, 7))
  const quarterStart = String(month - ((month - 1) % 3)).padStart(2, '0')
  const spans = {
    today: { start: today, end: today },
    '7d': rolling(today, 7),
    '30d': rolling(today, 30),
    '90d': rolling(today, 90),
    month: { start: `${today.slice(0, 7)}-01`, end: today },
    quarter: { start: `${year}-${quarterStart}-01`, end: today },
    year: { start: `${year}-01-01`, end: today },
  } satisfies Record<Preset, DateSpan>
  return spans[preset]
}

/** 29 February has no twin in most years: its day before stands for it. */
const yearBefore = (date: string): string => {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0')
  return date.endsWith('02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`
}

/** The days compared with: as many just before, or the same ones a year earlier. */
export const comparedSpan = (span: DateSpan, comparison: Comparison): DateSpan | null => {
  if (comparison === 'none') return null
  if (comparison === 'year') return { start: yearBefore(span.start), end: yearBefore(span.end) }
  return { start: addDays(span.start, -daysIn(span)), end: addDays(span.start, -1) }
}
