import type { LeadFilter, LeadViewSearch } from '@tributary/contracts'
import type { ViewOf } from '../../views/use-views.ts'
import type { LeadSearch } from './lead-search.ts'

/** What a view keeps of the list on screen. */
export const viewSearchOf = (search: LeadSearch, filter: LeadFilter): LeadViewSearch => {
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
}: Pick<ViewOf<'leads'>, 'id' | 'search'>): LeadSearch => ({
  ...filter,
  ...look,
  view: id,
})

/** Whether an address names a view and says nothing else: then the view says the rest. */
export const isBare = (search: LeadSearch): boolean =>
  search.view !== undefined && Object.keys(search).length === 1
