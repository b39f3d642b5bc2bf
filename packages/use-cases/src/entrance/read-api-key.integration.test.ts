import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApiKey, listApiKeys, revokeApiKey } from '../api-keys/manage-api-keys.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { presentedKey, readApiKey } from './read-api-key.ts'

const DAY = 86_400_000
let test: TestProduct
let now = Date.UTC(2026, 5, 1)
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
})
afterAll(() => test.close())

it('a key opens its organization with the scopes it was given, and is stored as a hash only', async () => {
  const { key, id } = await createApiKey(test.as('admin'), { name: 'Website', scopes: ['capture'] })
  const holder = await readApiKey(test.product, key)
  expect(holder).toMatchObject({ organizationId: test.organizationId, keyId: id })
  expect([...holder!.scopes]).toEqual(['capture'])
  expect(JSON.stringify(await listApiKeys(test.as('admin')))).not.toContain(key.slice(12))
})

it('a revoked key opens nothing, at once in the process that revoked it', async () => {
  const { key, id } = await createApiKey(test.as('owner'), { name: 'Old', scopes: ['leads.read'] })
  expect(await readApiKey(test.product, key)).toBeDefined()
  await revokeApiKey(test.as('owner'), { id })
  expect(await readApiKey(test.product, key)).toBeUndefined()
  await expect(revokeApiKey(test.as('owner'), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('a key dies on its last day', async () => {
  const { key } = await createApiKey(test.as('owner'), {
    name: 'Trial',
    scopes: ['capture'],
    expiresInDays: 1,
  })
  now += DAY - 1
  expect(await readApiKey(test.product, key)).toBeDefined()
  now += 1
  expect(await readApiKey(test.product, key)).toBeUndefined()
})

it('the last use is noted once a minute, not with every request', async () => {
  const { key, id } = await createApiKey(test.as('owner'), { name: 'Busy', scopes: ['capture'] })
  for (let i = 0; i < 50; i++) await readApiKey(test.product, key)
  await expect
    .poll(async () => (await listApiKeys(test.as('owner'))).find((row) => row.id === id)?.lastUsedAt)
    .toBe(new Date(now).toISOString())
})

it('another organization neither sees nor revokes the key', async () => {
  const { id } = await createApiKey(test.as('owner'), { name: 'Ours', scopes: ['capture'] })
  const other = await test.addOrganization('Elsewhere')
  expect(await listApiKeys(other.as('owner'))).toEqual([])
  await expect(revokeApiKey(other.as('owner'), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('a key is read from either header, and nothing else is one', async () => {
  expect(presentedKey({ authorization: 'Bearer abc' })).toBe('abc')
  expect(presentedKey({ 'x-api-key': ' abc ' })).toBe('abc')
  expect(presentedKey({ authorization: 'Basic abc' })).toBeUndefined()
  for (const wrong of [undefined, '', 'tb_', `tb_abcdefgh_${'a'.repeat(43)}`])
    expect(await readApiKey(test.product, wrong)).toBeUndefined()
})
