import { z } from 'zod'
import { Money } from './lead-list.ts'

const text = (most: number) => z.string().trim().max(most)
const name = (what: string, most = 200) => text(most).min(1, `Enter the ${what}.`)
const WebAddress = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' })
  .max(2000)
const Country = z.string().regex(/^[A-Z]{2}$/, 'Enter the two letters of a country, such as IN.')
const withId = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ id: z.uuid(), ...shape })
const Id = z.uuid()

export const CatalogueId = z.strictObject({ id: Id })
export type CatalogueId = z.infer<typeof CatalogueId>

/** How many rows refer to it: what is in use is not deleted, or the references are emptied, as the answer says. */
const uses = { uses: z.int() }

const office = {
  name: name('name of the office'),
  regionCode: name('code of the region', 60),
  address: text(500).default(''),
  city: text(120).default(''),
  stateProvince: text(120).default(''),
  country: Country.nullable().default(null),
  contactPerson: text(200).default(''),
  contactEmail: z
    .union([z.literal(''), z.email('Enter an e-mail address such as name@company.com.').max(254)])
    .default(''),
  contactPhone: text(50).default(''),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
}
export const CreateOffice = z.strictObject(office)
export type CreateOffice = z.infer<typeof CreateOffice>
export const UpdateOffice = withId(office)
export type UpdateOffice = z.infer<typeof UpdateOffice>
export const OfficeRow = z.object({ id: Id, ...office, ...uses, createdAt: z.string() })
export type OfficeRow = z.infer<typeof OfficeRow>

const product = {
  kind: z.enum(['product', 'service']),
  code: name('code', 100),
  name: name('name'),
  category: text(120).default(''),
  description: text(5000).default(''),
  recommendationDetails: text(5000).default(''),
  imageUrl: WebAddress.nullable().default(null),
  priceMinor: z.int().min(0).max(1_000_000_000_000).nullable().default(null),
  /** Other words people use for it; a service that is asked for by one of them is recognised. */
  aliases: z.array(name('word', 100)).max(50).default([]),
  active: z.boolean().default(true),
}
export const CreateProduct = z.strictObject(product)
export type CreateProduct = z.infer<typeof CreateProduct>
export const UpdateProduct = withId(product)
export type UpdateProduct = z.infer<typeof UpdateProduct>
export const ProductRow = z.object({
  id: Id,
  ...product,
  price: Money.nullable(),
  ...uses,
  createdAt: z.string(),
})
export type ProductRow = z.infer<typeof ProductRow>
export const ListProducts = z.strictObject({ kind: z.enum(['product', 'service']).optional() })
export type ListProducts = z.infer<typeof ListProducts>

const source = {
  name: name('name of the source'),
  type: text(100).default(''),
  url: z.union([z.literal(''), WebAddress]).default(''),
  trustScore: z.int().min(0).max(100).nullable().default(null),
  description: text(5000).default(''),
  lastCrawledAt: z.iso.datetime({ offset: true }).nullable().default(null),
  active: z.boolean().default(true),
}
export const CreateSource = z.strictObject(source)
export type CreateSource = z.infer<typeof CreateSource>
export const UpdateSource = withId(source)
export type UpdateSource = z.infer<typeof UpdateSource>
export const SourceRow = z.object({
  id: Id,
  ...source,
  lastCrawledAt: z.string().nullable(),
  ...uses,
  createdAt: z.string(),
})
export type SourceRow = z.infer<typeof SourceRow>

const company = {
  name: name('name of the company', 255),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Enter a domain such as example.com.')
    .nullable()
    .default(null),
  industry: text(120).nullable().default(null),
  size: text(60).nullable().default(null),
  country: Country.nullable().default(null),
  region: text(60).nullable().default(null),
}
export const CreateCompany = z.strictObject(company)
export type CreateCompany = z.infer<typeof CreateCompany>
export const UpdateCompany = withId(company)
export type UpdateCompany = z.infer<typeof UpdateCompany>
export const CompanyRow = z.object({ id: Id, ...company, createdAt: z.string() })
export type CompanyRow = z.infer<typeof CompanyRow>
export const ListCompanies = z.strictObject({
  text: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type ListCompanies = z.infer<typeof ListCompanies>
export const CompanyPage = z.object({ items: z.array(CompanyRow), nextCursor: z.string().nullable() })
export type CompanyPage = z.infer<typeof CompanyPage>
