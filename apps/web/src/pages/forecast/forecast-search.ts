import type { WeekBar } from '@tributary/contracts'
import { oneOf, uuid } from '../../routes/read-search.ts'
import { WEEK_ORDER } from './week-words.ts'

/**
 * The address of the forecast: which model's card is open, the live one where none is named; and the deals of which bar
 * of the week are, in which currency.
 */
export type ForecastSearch = {
  readonly model?: string
  readonly week?: WeekBar
  readonly currency?: string
}

const bar = oneOf(WEEK_ORDER)
const CURRENCY = /^[A-Z]{3}$/

export const readForecastSearch = (raw: Readonly<Record<string, unknown>>): ForecastSearch => {
  const model = uuid(raw['model'])
  const week = bar(raw['week'])
  const currency = raw['currency']
  return {
    ...(model ? { model } : {}),
    ...(week ? { week } : {}),
    ...(typeof currency === 'string' && CURRENCY.test(currency) ? { currency } : {}),
  }
}
