import { CreateCompany, CreateOffice, CreateProduct, CreateSource } from '@tributary/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editLead } from '../leads/edit-lead.ts'
import { readLead } from '../leads/read-lead.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { addCampaign, capture, hotSubmission } from '../testing-leads.ts'
import { createCompany, deleteCompany, listCompanies, updateCompany } from './companies.ts'
import { createOffice, deleteOffice, listOffices, updateOffice } from './offices.ts'
import { createProduct, deleteProduct, listProducts, updateProduct } from './products.ts'
import { createSource, deleteSource, listSources, updateSource } from './sources.ts'

let test: TestProduct
beforeAll(async () => {
  test = await openTestProduct()
})
afterAll(() => test.close())
const manager = () => test.as('manager')

describe('offices', () => {
  const office = (more: object = {}) => CreateOffice.parse({ name: 'Pune', regionCode: 'mh', ...more })

  it('are made, changed and deleted; their region codes are written alike', async () => {
    const made = await createOffice(manager(), office({ latitude: 18.52, longitude: 73.86, country: 'IN' }))
    expect(made).toMatchObject({ regionCode: 'MH', latitude: 18.52, uses: 0 })
    await updateOffice(manager(), { ...office({ name: 'Pune West' }), id: made.id })
    expect((await listOffices(manager())).map(({ name }) => name)).toEqual(['Pune West'])
    await deleteOffice(manager(), { id: made.id })
    expect(await listOffices(manager())).toEqual([])
  })

  it('half a place is refused, and so is a place off the earth', async () => {
    await expect(createOffice(manager(), office({ latitude: 18.5 }))).rejects.toMatchObject({
      details: { field: 'longitude' },
    })
    expect(CreateOffice.safeParse({ name: 'X', regionCode: 'Y', latitude: 91, longitude: 0 }).success).toBe(
      false,
    )
    expect(CreateOffice.safeParse({ name: '', regionCode: 'Y' }).success).toBe(false)
  })
})

describe('products', () => {
  const product = (more: object = {}) =>
    CreateProduct.parse({
      kind: 'service',
      code: 'NC',
      name: 'Nextcloud setup',
      aliases: ['cloud setup'],
      ...more,
    })

  it('a submission that uses another word for a service is recognised', async () => {
    const made = await createProduct(manager(), product({ priceMinor: 120_000 }))
    expect(made.price).toEqual({ minor: 120_000, currency: 'USD' })
    const campaign = await addCampaign(test)
    const body = { ...hotSubmission(campaign), lead_details: { service_interest: 'Cloud Setup' } }
    const { id } = await capture(test, body)
    const { lead, facts } = await readLead(manager(), { id })
    expect(lead.product).toEqual({ id: made.id, name: 'Nextcloud setup' })
    expect(facts.serviceMatch).toBe('specific')
    expect((await listProducts(manager(), { kind: 'service' }))[0]).toMatchObject({ uses: 1 })
    await expect(deleteProduct(manager(), { id: made.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('two that could not be told apart are refused, at the field', async () => {
    await expect(
      createProduct(manager(), product({ code: 'nc', name: 'Other', aliases: [] })),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'code' },
    })
    await expect(
      createProduct(manager(), product({ code: 'X', name: 'CLOUD SETUP', aliases: [] })),
    ).rejects.toMatchObject({ details: { field: 'name' } })
    await expect(
      createProduct(manager(), product({ code: 'X', name: 'X', aliases: ['nextcloud setup'] })),
    ).rejects.toMatchObject({ details: { field: 'aliases' } })
  })

  it('one that nothing refers to is changed and deleted', async () => {
    const made = await createProduct(manager(), product({ code: 'TAP', name: 'Tap', aliases: [] }))
    const changed = await updateProduct(manager(), {
      ...product({ code: 'TAP', name: 'Tap 2', aliases: [] }),
      id: made.id,
    })
    expect(changed.name).toBe('Tap 2')
    await deleteProduct(manager(), { id: made.id })
    await expect(deleteProduct(manager(), { id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('sources', () => {
  const source = (more: object = {}) =>
    CreateSource.parse({ name: 'Company register', type: 'register', trustScore: 81, ...more })

  it('give a lead their trust, and are not deleted while leads came from them', async () => {
    const made = await createSource(manager(), source({ lastCrawledAt: '2026-05-18T10:00:00Z' }))
    const { id } = await capture(test, hotSubmission(await addCampaign(test)))
    await editLead(manager(), { id, sourceId: made.id })
    const detail = await readLead(manager(), { id })
    expect(detail.lead.trust).toBe(81)
    expect(detail.source).toMatchObject({
      name: 'Company register',
      trust: 81,
      lastCrawledAt: '2026-05-18T10:00:00.000Z',
    })
    await expect(deleteSource(manager(), { id: made.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    await updateSource(manager(), { ...source({ active: false }), id: made.id })
    expect((await listSources(manager()))[0]).toMatchObject({ active: false, uses: 1 })
  })

  it('a trust beyond 0 to 100 is refused', () => {
    expect(CreateSource.safeParse({ name: 'X', trustScore: 101 }).success).toBe(false)
  })
})

describe('companies', () => {
  const company = (name: string, domain: string | null = null) => CreateCompany.parse({ name, domain })

  it('are found by name and domain, page by page in the order of the alphabet', async () => {
    for (const name of ['Zeta', 'älpha', 'Beta', 'alpha', '100 % Bio'])
      await createCompany(manager(), company(name))
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listCompanies>> = await listCompanies(manager(), {
        cursor,
        size: 2,
      })
      names.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(names).toEqual(['100 % Bio', 'alpha', 'älpha', 'Beta', 'Zeta'])
    expect((await listCompanies(manager(), { text: '%', size: 10 })).items.map(({ name }) => name)).toEqual([
      '100 % Bio',
    ])
  })

  it('a domain belongs to one company', async () => {
    const kite = await createCompany(manager(), company('Kite Energy', 'KITE.example'))
    expect(kite.domain).toBe('kite.example')
    await expect(createCompany(manager(), company('Kite', 'kite.example'))).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'domain' },
    })
    await updateCompany(manager(), { ...company('Kite Energy Ltd', 'kite.example'), id: kite.id })
    await deleteCompany(manager(), { id: kite.id })
    await createCompany(manager(), company('Kite', 'kite.example'))
  })
})
