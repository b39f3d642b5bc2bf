import {
  AppError,
  type ChangeView,
  DealViewSearch,
  type Done,
  LeadViewSearch,
  notFound,
  type SavedView,
  type SaveView,
  type ViewId,
  type ViewList,
} from '@tributary/contracts'
import { MemberSchema, SavedViewSchema, type SavedView as ViewRow } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

const MOST = 50

const memberOf = ({ actor }: Tx): string => {
  if (actor.kind !== 'member') throw new AppError('FORBIDDEN', 'Views belong to members.')
  return actor.memberId
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The part of what was stored that still fits, condition by condition, however deep they lie. */
const fitting = (
  stored: Record<string, unknown>,
  fits: (part: Record<string, unknown>) => boolean,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]) => {
      if (fits({ [key]: value })) return [[key, value]]
      if (!isRecord(value)) return []
      const inner = fitting(value, (part) => fits({ [key]: part }))
      return Object.keys(inner).length > 0 ? [[key, inner]] : []
    }),
  )

type Words<Search> = { parse(stored: unknown): Search; safeParse(stored: unknown): { success: boolean } }

/** Words of a filter that are no more are dropped: a view never stops opening. */
const readSearch = <Search>(words: Words<Search>, stored: Record<string, unknown>): Search =>
  words.parse(fitting(stored, (part) => words.safeParse(part).success))

const present = (row: ViewRow, memberId: string, by: string): SavedView => {
  const { id, name, shared } = row
  const said = { id, name, shared, by, mine: row.memberId === memberId }
  return row.list === 'deals'
    ? { ...said, list: 'deals', search: readSearch(DealViewSearch, row.search) }
    : { ...said, list: 'leads', search: readSearch(LeadViewSearch, row.search) }
}

/** Their own views of every list and those that colleagues share, by name. */
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
const openOwn = async (tx: Tx, { id, list }: { id: string; list?: ViewList }): Promise<ViewRow> => {
  const memberId = memberOf(tx)
  const row = await tx.em.findOne(SavedViewSchema, { id, ...(list ? { list } : {}) })
  if (!row || (row.memberId !== memberId && !row.shared)) throw notFound('view')
  if (row.memberId !== memberId)
    throw new AppError('FORBIDDEN', 'Only who made a view changes it. Save it under a name of your own.')
  return row
}

export const saveView = (ctx: Context, { list, name, shared, search }: SaveView): Promise<SavedView> =>
  inOrganization(ctx, async (tx) => {
    const memberId = memberOf(tx)
    if ((await tx.em.count(SavedViewSchema, { memberId, list })) >= MOST)
      throw new AppError('CONFLICT', `You have ${MOST} views of ${list}. Delete one that you no longer use.`)
    const at = new Date(tx.now)
    const row = tx.em.create(SavedViewSchema, {
      organizationId: tx.organizationId,
      id: tx.newId(),
      memberId,
      list,
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

export const changeView = (ctx: Context, { id, list, ...given }: ChangeView): Promise<SavedView> =>
  inOrganization(ctx, async (tx) => {
    const row = await openOwn(tx, { id, list })
    const wasShared = row.shared
    tx.em.assign(row, { ...given, updatedAt: new Date(tx.now) })
    await tx.em.flush()
    if (wasShared || row.shared) tx.changed('settings')
    return present(row, row.memberId, await nameOf(tx, row.memberId))
  })

export const removeView = (ctx: Context, { id }: ViewId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = await openOwn(tx, { id })
    tx.em.remove(row)
    await tx.em.flush()
    if (row.shared) tx.changed('settings')
    return { done: true }
  })
