import type { DealFilter, DealViewSearch } from '@tributary/contracts'
import type { ViewOf } from '../../views/use-views.ts'
import type { DealSearch } from './deal-search.ts'

/** What a view keeps of the deals on screen. */
export const viewSearchOf = (search: DealSearch, filter: DealFilter): DealViewSearch => {
  const { ids: _ids, leadIds: _leadIds, leads, ...kept } = filter
  const { text: _text, ids: _chosen, ...asked } = leads ?? {}
  const { sort, direction, hide, view } = search
  return {
    filter: { ...kept, ...(Object.keys(asked).length > 0 ? { leads: asked } : {}) },
    ...(sort ? { sort } : {}),
    ...(direction ? { direction } : {}),
    ...(hide ? { hide: [...hide] } : {}),
    ...(view ? { view } : {}),
  }
}

/** The address of a view: all it shows stands there, so that the link shows the same when the view changes. */
export const addressOf = ({
  id,
  search: { filter, ...look },
}: Pick<ViewOf<'deals'>, 'id' | 'search'>): DealSearch => ({
  ...filter,
  ...look,
  saved: id,
})

/** Whether an address names a view and says nothing else: then the view says the rest. */
export const isBare = (search: DealSearch): boolean =>
  search.saved !== undefined && Object.keys(search).length === 1

/** All deals, as everybody begins; the board is another way to look at the same. */
export const isAll = ({ view: _board, ...now }: DealViewSearch): boolean =>
  Object.keys(now.filter).length === 0 && Object.keys(now).length === 1
