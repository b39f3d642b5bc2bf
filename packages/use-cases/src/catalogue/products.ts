import {
  AppError,
  type CatalogueId,
  type CreateProduct,
  type Done,
  type ListProducts,
  type ProductRow,
  type UpdateProduct,
} from '@tributary/contracts'
import { OrganizationSchema, type Product, ProductSchema } from '@tributary/db'
import { foldText } from '@tributary/leads'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { found } from './found-row.ts'

const usesOf = async ({ db, organizationId }: Tx, id?: string): Promise<Map<string, number>> => {
  const one = id === undefined ? sql`` : sql`and product_id = ${id}`
  const { rows } = await sql<{ id: string; n: string }>`
    select product_id as id, count(*) as n from (
      select product_id from lead where organization_id = ${organizationId} and product_id is not null ${one}
      union all
      select product_id from campaign where organization_id = ${organizationId} and product_id is not null ${one}
    ) used group by product_id`.execute(db)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}

const present = (row: Product, uses: ReadonlyMap<string, number>): ProductRow => ({
  id: row.id,
  kind: row.kind,
  code: row.code,
  name: row.name,
  category: row.category,
  description: row.description,
  recommendationDetails: row.recommendationDetails,
  imageUrl: row.imageUrl ?? null,
  priceMinor: row.priceMinor ?? null,
  price:
    row.priceMinor === null || row.priceMinor === undefined
      ? null
      : { minor: row.priceMinor, currency: row.currency ?? '' },
  aliases: row.aliases,
  active: row.active,
  uses: uses.get(row.id) ?? 0,
  createdAt: row.createdAt.toISOString(),
})

export const listProducts = (ctx: Context, { kind }: ListProducts): Promise<ProductRow[]> =>
  inOrganization(ctx, async (tx) => {
    const uses = await usesOf(tx)
    const rows = await tx.em.find(ProductSchema, kind ? { kind } : {}, {
      orderBy: { category: 'asc', name: 'asc', id: 'asc' },
    })
    return rows.map((row) => present(row, uses))
  })

/** Two with the same code, or two that answer to the same words, could not be told apart in a submission. */
const refuseTwins = async ({ em }: Tx, input: CreateProduct, id: string | null): Promise<void> => {
  const others = (await em.find(ProductSchema, {})).filter((row) => row.id !== id)
  const sameCode = others.find(({ code }) => foldText(code) === foldText(input.code))
  if (sameCode) throw new AppError('CONFLICT', `“${sameCode.name}” has this code already.`, { field: 'code' })
  const heard = new Map(
    others.flatMap((row) => [row.name, row.code, ...row.aliases].map((word) => [foldText(word), row.name])),
  )
  const words: [field: string, word: string][] = [
    ['name', input.name],
    ...input.aliases.map((alias): [string, string] => ['aliases', alias]),
  ]
  for (const [field, word] of words) {
    const name = heard.get(foldText(word))
    if (name) throw new AppError('CONFLICT', `“${word}” stands for “${name}” already.`, { field })
  }
}

const withCurrency = async ({ em, organizationId }: Tx, input: CreateProduct) => ({
  ...input,
  aliases: [...new Set(input.aliases)],
  currency:
    input.priceMinor === null
      ? null
      : (await em.findOneOrFail(OrganizationSchema, { id: organizationId })).currency,
})

export const createProduct = (ctx: Context, input: CreateProduct): Promise<ProductRow> =>
  inOrganization(ctx, async (tx) => {
    await refuseTwins(tx, input, null)
    const row = tx.em.create(ProductSchema, {
      ...(await withCurrency(tx, input)),
      organizationId: tx.organizationId,
      id: tx.newId(),
      createdAt: new Date(tx.now),
    })
    await tx.em.flush()
    tx.audit({ action: 'product.created', targetKind: 'product', targetId: row.id, after: input })
    tx.changed('settings')
    return present(row, new Map())
  })

export const updateProduct = (ctx: Context, { id, ...input }: UpdateProduct): Promise<ProductRow> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(ProductSchema, { id }), 'product')
    await refuseTwins(tx, input, id)
    tx.em.assign(row, await withCurrency(tx, input))
    await tx.em.flush()
    tx.audit({ action: 'product.updated', targetKind: 'product', targetId: id, after: input })
    tx.changed('settings')
    return present(row, await usesOf(tx, id))
  })

/** What leads or campaigns refer to is not deleted: their reasons would lose their names. It can be set inactive. */
export const deleteProduct = (ctx: Context, { id }: CatalogueId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = found(await tx.em.findOne(ProductSchema, { id }), 'product')
    const uses = (await usesOf(tx, id)).get(id) ?? 0
    if (uses > 0)
      throw new AppError(
        'CONFLICT',
        `${uses} leads or campaigns refer to it. Set it inactive instead: nothing new will be matched with it.`,
      )
    tx.em.remove(row)
    await tx.em.flush()
    tx.audit({ action: 'product.deleted', targetKind: 'product', targetId: id })
    tx.changed('settings')
    return { done: true }
  })
