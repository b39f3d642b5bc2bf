import type { LeadFilter, SavedView, ViewSearch } from '@tributary/contracts'
import type { LeadSearch } from '../lead-search.ts'

/** What a view keeps of the list on screen. */
export const viewSearchOf = (search: LeadSearch, filter: LeadFilter): ViewSearch => {
  const { text: _text, ids: _ids, ...kept } = filter
  const { sort, direction, hide } = search
  return {
    filter: kept,
    ...(sort ? { sort } : {}),
    ...(direction ? { direction } : {}),
    ...(hide ? { hide: [...hide] } : {}),
  }
}

/** The address of a view: all it shows stands there, so that the link shows the same when the view changes. */
export const addressOf = ({
  id,
  search: { filter, ...look },
}: Pick<SavedView, 'id' | 'search'>): LeadSearch => ({
  ...filter,
  ...look,
  view: id,
})

const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, one]) => [key, inOrder(one)])
    : value

export const isSameSearch = (one: ViewSearch, other: ViewSearch): boolean =>
  JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))

/** Whether an address names a view and says nothing else: then the view says the rest. */
export const isBare = (search: LeadSearch): boolean =>
  search.view !== undefined && Object.keys(search).length === 1
