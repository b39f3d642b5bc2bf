import {
  AppError,
  type CatalogueId,
  type CreateSource,
  type Done,
  type SourceRow,
  type UpdateSource,
} from '@tributary/contracts'
import { type Source, SourceSchema } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { found } from './found-row.ts'

const usesOf = async ({ db, organizationId }: Tx, id?: string): Promise<Map<string, number>> => {
  const one = id === undefined ? sql`` : sql`and source_id = ${id}`
  const { rows } = await sql<{ id: string; n: string }>`
    select source_id as id, count(*) as n from lead
    where organization_id = ${organizationId} and source_id is not null ${one} group by source_id`.execute(db)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}

const present = (row: Source, uses: ReadonlyMap<string, number>): SourceRow => ({
  id: row.id,
  name: row.name,
  type: row.type,
  url: row.url,
  trustScore: row.trustScore ?? null,
  description: row.description,
  lastCrawledAt: row.lastCrawledAt?.toISOString() ?? null,
  active: row.active,
  uses: uses.get(row.id) ?? 0,
  createdAt: row.createdAt.toISOString(),
})

export const listSources = (ctx: Context): Promise<SourceRow[]> =>
  inOrganization(ctx, async (tx) => {
    const uses = await usesOf(tx)
    const rows = await tx.em.find(SourceSchema, {}, { orderBy: { name: 'asc', id: 'asc' } })
    return rows.map((row) => present(row, uses))
  })

const timed = ({ lastCrawledAt, ...input }: CreateSource) => ({
  ...input,
  lastCrawledAt: lastCrawledAt === null ? null : new Date(lastCrawledAt),
})

export const createSource = (ctx: Context, input: CreateSource): Promise<SourceRow> =>
  inOrganization(ctx, async (tx) => {
    const row = tx.em.create(SourceSchema, {
      ...timed(input),
      organizationId: tx.organizationId,
      id: tx.newId(),
      createdAt: new Date(tx.now),
    })
    await tx.em.flush()
    tx.audit({ action: 'source.created', targetKind: 'source', targetId: row.id, after: input })
    tx.changed('settings')
    return present(row, new Map())
  })

/** A new trust counts for leads that come from now on: what earlier leads were judged by stays. */
export const updateSource = (ctx: Context, { id, ...input }: UpdateSource): Promise<SourceRow> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(SourceSchema, { id }), 'source')
    tx.em.assign(row, timed(input))
    await tx.em.flush()
    tx.audit({ action: 'source.updated', targetKind: 'source', targetId: id, after: input })
    tx.changed('settings')
    return present(row, await usesOf(tx, id))
  })

export const deleteSource = (ctx: Context, { id }: CatalogueId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(SourceSchema, { id }), 'source')
    const uses = (await usesOf(tx, id)).get(id) ?? 0
    if (uses > 0) throw new AppError('CONFLICT', `${uses} leads came from it. Set it inactive instead.`)
    tx.em.remove(row)
    await tx.em.flush()
    tx.audit({ action: 'source.deleted', targetKind: 'source', targetId: id })
    tx.changed('settings')
    return { done: true }
  })
