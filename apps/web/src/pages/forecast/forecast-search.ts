import { uuid } from '../../routes/read-search.ts'

/** The address of the forecast: which model's card is open; the live one where none is named. */
export type ForecastSearch = { readonly model?: string }

export const readForecastSearch = (raw: Readonly<Record<string, unknown>>): ForecastSearch => {
  const model = uuid(raw['model'])
  return model ? { model } : {}
}
