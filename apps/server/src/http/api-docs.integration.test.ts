import { openTestProduct } from '@tributary/use-cases/testing'
import { expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

test('the public API describes itself, for programs and for people', async () => {
  const house = await openTestProduct()
  const server = await buildServer({ product: house.product })
  const document = (await server.inject('/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual([
    '/v1/api/leads',
    '/v1/api/leads/{lead_id}/status',
    '/v1/api/campaigns/{campaign_id}/analytics',
  ])
  const text = JSON.stringify(document)
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(document.components.schemas).toHaveProperty(name!)
  expect(document.components.schemas.CaptureBody.properties.contact.required).toEqual([
    'firstName',
    'lastName',
    'email',
  ])
  const page = await server.inject({ url: '/docs/api', headers: { accept: 'text/html' } })
  expect(page.headers['content-type']).toContain('text/html')
  for (const word of [
    'contact.email',
    'lead_details.urgency',
    'DUPLICATE_SUBMISSION',
    'curl -X POST',
    'data-tributary-campaign',
  ])
    expect(page.body).toContain(word)
  await server.close()
  await house.close()
})
