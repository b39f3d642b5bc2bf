import {
  AppError,
  type CatalogueId,
  type CompanyPage,
  type CompanyRow,
  type CreateCompany,
  type Done,
  type ListCompanies,
  type UpdateCompany,
} from '@tributary/contracts'
import { type Company, CompanySchema } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { found, invalid } from './found-row.ts'

const present = (row: Company): CompanyRow => ({
  id: row.id,
  name: row.name,
  domain: row.domain ?? null,
  industry: row.industry ?? null,
  size: row.size ?? null,
  country: row.country ?? null,
  region: row.region ?? null,
  createdAt: row.createdAt.toISOString(),
})

type Place = readonly [name: string, id: string]

const readCursor = (cursor: string | null | undefined): Place | null => {
  if (!cursor) return null
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [name, id]
  } catch {
    // Told below, as for everything else that is no cursor of ours.
  }
  throw invalid('cursor', 'This page does not exist. Start at the first one.')
}

/** Companies by name, page by page; the text is looked for in names and domains. */
export const listCompanies = (ctx: Context, { text, cursor, size }: ListCompanies): Promise<CompanyPage> =>
  inOrganization(ctx, async ({ db, organizationId, em }) => {
    const after = readCursor(cursor)
    const like = text && `%${text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from company where organization_id = ${organizationId}
        ${like ? sql`and (name ilike ${like} or domain ilike ${like})` : sql``}
        ${after ? sql`and (name collate "und-x-icu", id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
      order by name collate "und-x-icu", id limit ${size + 1}`.execute(db)
    const shown = rows.slice(0, size)
    const companies = await em.find(CompanySchema, { id: { $in: shown.map(({ id }) => id) } })
    const byId = new Map(companies.map((company) => [company.id, company]))
    const last = shown.at(-1)
    return {
      items: shown.map(({ id }) => present(byId.get(id)!)),
      nextCursor:
        rows.length > size && last
          ? Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url')
          : null,
    }
  })

const refuseTwin = async ({ em }: Tx, domain: string | null, id: string | null): Promise<void> => {
  const twin = domain === null ? null : await em.findOne(CompanySchema, { domain })
  if (twin && twin.id !== id)
    throw new AppError('CONFLICT', `“${twin.name}” has this domain already.`, { field: 'domain' })
}

export const createCompany = (ctx: Context, input: CreateCompany): Promise<CompanyRow> =>
  inOrganization(ctx, async (tx) => {
    await refuseTwin(tx, input.domain, null)
    const row = tx.em.create(CompanySchema, {
      ...input,
      organizationId: tx.organizationId,
      id: tx.newId(),
      createdAt: new Date(tx.now),
    })
    await tx.em.flush()
    tx.audit({ action: 'company.created', targetKind: 'company', targetId: row.id, after: input })
    return present(row)
  })

export const updateCompany = (ctx: Context, { id, ...input }: UpdateCompany): Promise<CompanyRow> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(CompanySchema, { id }), 'company')
    await refuseTwin(tx, input.domain, id)
    tx.em.assign(row, input)
    await tx.em.flush()
    tx.audit({ action: 'company.updated', targetKind: 'company', targetId: id, after: input })
    return present(row)
  })

/** Leads keep the name they were given; only their link to the company goes. */
export const deleteCompany = (ctx: Context, { id }: CatalogueId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(CompanySchema, { id }), 'company')
    await sql`update lead set company_id = null
      where organization_id = ${tx.organizationId} and company_id = ${id}`.execute(tx.db)
    tx.em.remove(row)
    await tx.em.flush()
    tx.audit({ action: 'company.deleted', targetKind: 'company', targetId: id })
    return { done: true }
  })
