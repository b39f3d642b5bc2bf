import {
  type CatalogueId,
  type CreateOffice,
  type Done,
  type OfficeRow,
  type UpdateOffice,
} from '@tributary/contracts'
import { type Office, OfficeSchema } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { found, invalid } from './found-row.ts'

const usesOf = async ({ db, organizationId }: Tx): Promise<Map<string, number>> => {
  const { rows } = await sql<{ id: string; n: string }>`
    select office_id as id, count(*) as n from member
    where organization_id = ${organizationId} and office_id is not null group by office_id`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}

const degrees = (value: string | number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

const present = (row: Office, uses: ReadonlyMap<string, number>): OfficeRow => ({
  id: row.id,
  name: row.name,
  regionCode: row.regionCode,
  address: row.address,
  city: row.city,
  stateProvince: row.stateProvince,
  country: row.country ?? null,
  contactPerson: row.contactPerson,
  contactEmail: row.contactEmail,
  contactPhone: row.contactPhone,
  latitude: degrees(row.latitude),
  longitude: degrees(row.longitude),
  uses: uses.get(row.id) ?? 0,
  createdAt: row.createdAt.toISOString(),
})

export const listOffices = (ctx: Context): Promise<OfficeRow[]> =>
  inOrganization(ctx, async (tx) => {
    const uses = await usesOf(tx)
    return (await tx.em.find(OfficeSchema, {}, { orderBy: { name: 'asc', id: 'asc' } })).map((row) =>
      present(row, uses),
    )
  })

/** Coordinates come in pairs; half a place is none. Region codes are written alike, so that rules find them. */
const checked = (input: CreateOffice): CreateOffice => {
  if ((input.latitude === null) !== (input.longitude === null))
    throw invalid(
      input.latitude === null ? 'latitude' : 'longitude',
      'Enter both, latitude and longitude, or neither.',
    )
  return { ...input, regionCode: input.regionCode.toUpperCase() }
}

export const createOffice = (ctx: Context, input: CreateOffice): Promise<OfficeRow> =>
  inOrganization(ctx, async (tx) => {
    const row = tx.em.create(OfficeSchema, {
      ...checked(input),
      organizationId: tx.organizationId,
      id: tx.newId(),
      createdAt: new Date(tx.now),
    })
    await tx.em.flush()
    tx.audit({ action: 'office.created', targetKind: 'office', targetId: row.id, after: input })
    tx.changed('settings')
    return present(row, new Map())
  })

export const updateOffice = (ctx: Context, { id, ...input }: UpdateOffice): Promise<OfficeRow> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(OfficeSchema, { id }), 'office')
    tx.em.assign(row, checked(input))
    await tx.em.flush()
    tx.audit({ action: 'office.updated', targetKind: 'office', targetId: id, after: input })
    tx.changed('settings')
    return present(row, await usesOf(tx))
  })

/** Members of a deleted office have none afterwards. */
export const deleteOffice = (ctx: Context, { id }: CatalogueId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    tx.em.remove(found(await tx.em.findOne(OfficeSchema, { id }), 'office'))
    await tx.em.flush()
    tx.audit({ action: 'office.deleted', targetKind: 'office', targetId: id })
    tx.changed('settings')
    return { done: true }
  })
