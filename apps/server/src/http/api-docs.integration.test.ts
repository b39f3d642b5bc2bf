import { openTestProduct } from '@tributary/use-cases/testing'
import { expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

test('the public API describes itself, for programs and for people', async () => {
  const house = await openTestProduct()
  const served = new Set<string>()
  const server = await buildServer({
    product: house.product,
    onRoute: ({ method, url }) => {
      for (const each of [method].flat())
        if (url.startsWith('/v1/api/') && each !== 'OPTIONS' && each !== 'HEAD')
          served.add(`${each} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
    },
  })
  const document = (await server.inject('/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual([
    '/v1/api/leads',
    '/v1/api/leads/{lead_id}/status',
    '/v1/api/touches',
    '/v1/api/campaigns/{campaign_id}/analytics',
    '/v1/api/campaigns/{campaign_id}/spend',
  ])
  const documented = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const asTold = (route: string) => route.replaceAll(/\{\w+\}/g, '{}')
  expect(documented.map(asTold).toSorted()).toEqual([...served].map(asTold).toSorted())
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
    '/v1/api/touches',
    'seconds_on_page',
  ])
    expect(page.body).toContain(word)
  await server.close()
  await house.close()
})
