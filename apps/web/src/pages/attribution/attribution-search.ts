import type { AttributionDimension, LookbackDays, OfferedModel } from '@tributary/contracts'
import { type RangeSearch, readRangeSearch } from '../../range/range-search.ts'
import { oneOf, uuid } from '../../routes/read-search.ts'
import { BYS, MODEL_ORDER, WINDOWS } from './model-words.ts'
import { type Opened, readOpened, writeOpened } from './opened.ts'

/** The address of the explorer: rows, window, models, days, the deals that are open, and the deal among them. */
export type AttributionSearch = RangeSearch & {
  readonly by?: AttributionDimension
  readonly window?: LookbackDays
  readonly models?: readonly OfferedModel[]
  readonly open?: string
  readonly deal?: string
}

/** One of each kind: what most readers know, and both that learn from all journeys. */
export const STANDARD_MODELS: readonly OfferedModel[] = [
  'first',
  'last',
  'linear',
  'position-decay',
  'markov',
  'shapley',
]

const by = oneOf(BYS)

export const readAttributionSearch = (raw: Readonly<Record<string, unknown>>): AttributionSearch => {
  const rows = by(raw['by'])
  const window = WINDOWS.find((days) => days === Number(raw['window']))
  const listed = Array.isArray(raw['models']) ? raw['models'] : []
  const models = MODEL_ORDER.filter((model) => listed.includes(model))
  const opened: Opened | undefined = readOpened(raw['open'])
  const deal = uuid(raw['deal'])
  return {
    ...readRangeSearch(raw),
    ...(rows && rows !== 'channel' ? { by: rows } : {}),
    ...(window ? { window } : {}),
    ...(models.length > 0 ? { models } : {}),
    ...(opened ? { open: writeOpened(opened) } : {}),
    ...(deal ? { deal } : {}),
  }
}
