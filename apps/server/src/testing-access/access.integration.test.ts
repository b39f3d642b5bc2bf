import { type Permission, ROLES, type Role } from '@tributary/contracts'
import { requirePermission } from '@tributary/use-cases/accounts/require-permission'
import type { TestOrganization } from '@tributary/use-cases/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appRouter } from '../router.ts'
import { openTestServer, type TestServer } from '../testing.ts'
import type { Expected } from './expected.ts'
import { type Fixtures, makeFixtures } from './fixtures.ts'
import { procedures } from './procedures.ts'
import { routes } from './routes.ts'

/** One route for all procedures, whatever the method; it refuses all but GET and POST. */
const RPC = '/api/trpc/:path'
const seen = new Set<string>()
let test: TestServer
let ours: TestOrganization
let theirs: Fixtures
let own: Fixtures
beforeAll(async () => {
  test = await openTestServer({
    onRoute: ({ method, url }) => {
      for (const each of [method].flat())
        if (each !== 'HEAD' && each !== 'OPTIONS') seen.add(url === RPC ? `ANY ${url}` : `${each} ${url}`)
    },
  })
  theirs = await makeFixtures(test, test)
  ours = await test.addOrganization('Somebody else')
  own = await makeFixtures(test, ours)
})
afterAll(() => test.close())

const table: [string, Expected][] = Object.entries(procedures)

it('every procedure is in the table, and nothing else is', () => {
  expect(Object.keys(procedures).toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted())
})

it('every route is in the table, and nothing else is', () => {
  expect(Object.keys(routes).toSorted()).toEqual([...seen].toSorted())
})

/** Without an input: whether somebody may is decided before what they ask is read. */
const mayCall = async (path: string, role: Role | undefined): Promise<'may' | 'signed out' | 'may not'> => {
  const cookie = role && (await ours.cookieOf(role))
  const { status } = await test.call(path, undefined, { cookie })
  return status === 401 ? 'signed out' : status === 403 ? 'may not' : 'may'
}

const can = (role: Role, permission: Permission): boolean => {
  try {
    requirePermission(role, permission)
    return true
  } catch {
    return false
  }
}

const expectedFor = ({ needs }: Expected, role: Role | undefined) => {
  if (needs === 'nothing') return 'may'
  if (role === undefined) return 'signed out'
  return needs === 'session' || can(role, needs as Permission) ? 'may' : 'may not'
}

describe('each role at each procedure', () => {
  it.each(table.filter(([path]) => !isStream(path)))('%s', async (path, expected) => {
    const got: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const role of [undefined, ...ROLES]) {
      got[role ?? 'nobody'] = await mayCall(path, role)
      wanted[role ?? 'nobody'] = expectedFor(expected, role)
    }
    expect(got).toEqual(wanted)
  })
})

const isStream = (path: string): boolean =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path]?._def.type ===
  'subscription'

/** Real ids become ids of the same shape that nobody has. */
const unknown = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g,
      '01890000-0000-7000-8000-000000000000',
    ),
  )

const namesOfTheirs = (): string[] => [
  theirs.campaign.id,
  theirs.campaign.slug,
  theirs.leadId,
  theirs.leadPublicId,
  theirs.dealId,
  theirs.officeId,
  theirs.productId,
  theirs.sourceId,
  theirs.memberId,
  theirs.apiKeyId,
  theirs.invitationId,
  test.organizationId,
  test.members.rep.email,
]

describe('each procedure asked for what belongs to another organization', () => {
  const calls = table.flatMap(([path, { foreign }]) =>
    foreign.map((call, i) => [`${path} (${i + 1})`, path, call] as const),
  )
  it.each(calls)('%s', async (_, path, { input, answer }) => {
    const cookie = await ours.cookieOf('owner')
    const real = await test.call(path, input(theirs), { cookie })
    const made = await test.call(path, unknown(input(theirs)), { cookie })
    if (answer === 404) {
      expect(real.status).toBe(404)
      expect(real.error?.message).toBe(made.error?.message)
    } else {
      expect(real.status).toBe(200)
      for (const name of namesOfTheirs()) expect(JSON.stringify(real.data)).not.toContain(name)
    }
    // An unknown id is answered alike.
    expect(made.status).toBe(real.status)
  })
})

describe('each list shows its own organization only', () => {
  it.each(
    table.filter(
      ([path, { foreign, needs }]) => foreign.length === 0 && needs !== 'nothing' && isQuery(path),
    ),
  )('%s', async (path) => {
    const answer = await test.call(path, undefined, { cookie: await ours.cookieOf('owner') })
    for (const name of namesOfTheirs()) expect(JSON.stringify(answer.data ?? '')).not.toContain(name)
  })
})

const isQuery = (path: string): boolean =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path]?._def.type ===
  'query'

describe('each route asked for what belongs to another organization', () => {
  const asks = Object.entries(routes).flatMap(([route, { foreign }]) =>
    foreign === 'open' ? [] : foreign.map((each, i) => [`${route} (${i + 1})`, each] as const),
  )
  it.each(asks)('%s', async (_, { ask, status }) => {
    const answer = await test.server.inject(ask(theirs, own))
    expect(answer.statusCode).toBe(status)
    for (const name of [theirs.leadId, theirs.campaign.id, test.organizationId])
      expect(answer.body).not.toContain(name)
  })
})

it('procedures answer GET and POST only', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'QUERY'] as const) {
    const answer = await test.server.inject({
      method: method as 'PUT',
      url: '/api/trpc/accounts.signOut',
      payload: {},
    })
    expect(answer.statusCode).toBe(404)
  }
})
