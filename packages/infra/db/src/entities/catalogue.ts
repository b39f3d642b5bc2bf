import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { instant, minorUnits, tenantKey } from './columns.ts'

export const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'product',
  properties: {
    ...tenantKey,
    kind: p.text().$type<'product' | 'service'>(),
    code: p.text(),
    name: p.text(),
    category: p.text().default(''),
    description: p.text().default(''),
    recommendationDetails: p.text().default(''),
    imageUrl: p.text().nullable(),
    priceMinor: minorUnits().nullable(),
    currency: p.string().length(3).nullable(),
    aliases: p.json<string[]>(),
    active: p.boolean().default(true),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Product = InferEntity<typeof ProductSchema>

export const SourceSchema = defineEntity({
  name: 'Source',
  tableName: 'source',
  properties: {
    ...tenantKey,
    name: p.text(),
    type: p.text().default(''),
    url: p.text().default(''),
    trustScore: p.smallint().nullable(),
    description: p.text().default(''),
    lastCrawledAt: instant().nullable(),
    active: p.boolean().default(true),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Source = InferEntity<typeof SourceSchema>

export const CompanySchema = defineEntity({
  name: 'Company',
  tableName: 'company',
  properties: {
    ...tenantKey,
    name: p.text(),
    domain: p.text().nullable(),
    industry: p.text().nullable(),
    size: p.text().nullable(),
    country: p.string().length(2).nullable(),
    region: p.text().nullable(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Company = InferEntity<typeof CompanySchema>
