import { type Comparison, type DateRangeValue, PRESETS, type Preset, presetSpan } from '@tributary/ui'

/** The days of a page in its address: a preset, or a first and a last day. What is the default is left away. */
export type RangeSearch = {
  readonly preset?: Preset
  readonly from?: string
  readonly to?: string
  readonly compare?: Comparison
}

const DEFAULT_PRESET: Preset = '30d'
const DEFAULT_COMPARE: Comparison = 'previous'
const COMPARISONS: readonly Comparison[] = ['previous', 'year', 'none']
const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))

export const readRangeSearch = (raw: Readonly<Record<string, unknown>>): RangeSearch => {
  const compare = COMPARISONS.find((one) => one === raw['compare'] && one !== DEFAULT_COMPARE)
  const rest = compare ? { compare } : {}
  const { from, to } = raw
  if (isDay(from) && isDay(to) && from <= to) return { from, to, ...rest }
  const preset = PRESETS.find((one) => one === raw['preset'] && one !== DEFAULT_PRESET)
  return preset ? { preset, ...rest } : rest
}

export const rangeOf = ({ preset, from, to, compare }: RangeSearch, today: string): DateRangeValue => {
  if (from && to) return { span: { start: from, end: to }, preset: null, compare: compare ?? DEFAULT_COMPARE }
  const chosen = preset ?? DEFAULT_PRESET
  return { span: presetSpan(chosen, today), preset: chosen, compare: compare ?? DEFAULT_COMPARE }
}

export const searchOfRange = ({ span, preset, compare }: DateRangeValue): RangeSearch => ({
  ...(preset === null ? { from: span.start, to: span.end } : preset === DEFAULT_PRESET ? {} : { preset }),
  ...(compare === DEFAULT_COMPARE ? {} : { compare }),
})
