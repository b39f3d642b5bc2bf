import {
  AppError,
  type ChangeView,
  type Done,
  notFound,
  type SavedView,
  type SaveView,
  type ViewId,
  ViewSearch,
} from '@tributary/contracts'
import { MemberSchema, SavedViewSchema, type SavedView as ViewRow } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

const MOST = 50

const memberOf = ({ actor }: Tx): string => {
  if (actor.kind !== 'member') throw new AppError('FORBIDDEN', 'Views belong to members.')
  return actor.memberId
}

/** Words of a filter that are no more are dropped: a view never stops opening. */
const readSearch = (stored: Record<string, unknown>): ViewSearch => {
  const whole = ViewSearch.safeParse(stored)
  if (whole.success) return whole.data
  const { filter, ...rest } = stored
  const kept = Object.entries((filter ?? {}) as Record<string, unknown>).filter(
    ([key, value]) => ViewSearch.safeParse({ filter: { [key]: value } }).success,
  )
  const looks = Object.entries(rest).filter(([key, value]) => ViewSearch.safeParse({ [key]: value }).success)
  return ViewSearch.parse({ ...Object.fromEntries(looks), filter: Object.fromEntries(kept) })
}

const present = (row: ViewRow, memberId: string, by: string): SavedView => ({
  id: row.id,
  name: row.name,
  shared: row.shared,
  by,
  mine: row.memberId === memberId,
  search: readSearch(row.search),
})

/** Their own views and those that colleagues share, by name. */
export const listViews = (ctx: Context): Promise<SavedView[]> =>
  inOrganization(ctx, async (tx) => {
    const memberId = memberOf(tx)
    const rows = await tx.em.find(
      SavedViewSchema,
      { $or: [{ memberId }, { shared: true }] },
      { orderBy: { name: 'asc', id: 'asc' } },
    )
    const people = await tx.em.find(MemberSchema, { id: rows.map((row) => row.memberId) })
    const names = new Map(people.map(({ id, name }) => [id, name]))
    return rows.map((row) => present(row, memberId, names.get(row.memberId) ?? ''))
  })

const nameOf = async ({ em }: Tx, id: string): Promise<string> =>
  (await em.findOne(MemberSchema, { id }))?.name ?? ''

/** @throws NOT_FOUND, also for the private view of a colleague; FORBIDDEN for a shared one of theirs. */
const openOwn = async (tx: Tx, id: string): Promise<ViewRow> => {
  const memberId = memberOf(tx)
  const row = await tx.em.findOne(SavedViewSchema, { id })
  if (!row || (row.memberId !== memberId && !row.shared)) throw notFound('view')
  if (row.memberId !== memberId)
    throw new AppError('FORBIDDEN', 'Only who made a view changes it. Save it under a name of your own.')
  return row
}

export const saveView = (ctx: Context, { name, shared, search }: SaveView): Promise<SavedView> =>
  inOrganization(ctx, async (tx) => {
    const memberId = memberOf(tx)
    if ((await tx.em.count(SavedViewSchema, { memberId })) >= MOST)
      throw new AppError('CONFLICT', `You have ${MOST} views. Delete one that you no longer use.`)
    const at = new Date(tx.now)
    const row = tx.em.create(SavedViewSchema, {
      organizationId: tx.organizationId,
      id: tx.newId(),
      memberId,
      name,
      shared,
      search,
      createdAt: at,
      updatedAt: at,
    })
    await tx.em.flush()
    if (shared) tx.changed('settings')
    return present(row, memberId, await nameOf(tx, memberId))
  })

export const changeView = (ctx: Context, { id, ...given }: ChangeView): Promise<SavedView> =>
  inOrganization(ctx, async (tx) => {
    const row = await openOwn(tx, id)
    const wasShared = row.shared
    tx.em.assign(row, { ...given, updatedAt: new Date(tx.now) })
    await tx.em.flush()
    if (wasShared || row.shared) tx.changed('settings')
    return present(row, row.memberId, await nameOf(tx, row.memberId))
  })

export const removeView = (ctx: Context, { id }: ViewId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = await openOwn(tx, id)
    tx.em.remove(row)
    await tx.em.flush()
    if (row.shared) tx.changed('settings')
    return { done: true }
  })
