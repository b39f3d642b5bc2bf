import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROLES, type Role } from '@tributary/contracts'
import type { Em } from '@tributary/db'
import { createTestDatabase, type TestDatabase } from '@tributary/db/testing'
import { authDb } from './entrance/auth-tables.ts'
import { instanceSecret } from './entrance/instance-secret.ts'
import { SESSION_DAYS, sessionCookieName } from './entrance/read-session.ts'
import { setOrganization } from './in-organization.ts'
import { openProduct } from './open-product.ts'
import { addMember, createOrganization } from './organizations/create-organization.ts'
import { type Context, type Product, type ProductConfig } from './product.ts'

export type TestMember = {
  readonly memberId: string
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** One organization with a member of each role. */
export type TestOrganization = {
  readonly organizationId: string
  readonly members: Readonly<Record<Role, TestMember>>
  /** What a use-case is given when this member asks. */
  as(role: Role): Context
  /** What a use-case is given when the system or the public asks. */
  readonly system: Context
  readonly public: Context
  /** The `Cookie` header of a browser in which this member is signed in. */
  cookieOf(role: Role): Promise<string>
}

export type TestProduct = TestOrganization & {
  readonly product: Product
  readonly database: TestDatabase
  /** Every line that was logged, as text. */
  readonly logged: string[]
  /** A second tenant, for what must stay apart. */
  addOrganization(name: string): Promise<TestOrganization>
  close(): Promise<void>
}

export type TestOptions = {
  readonly clock?: () => number
  readonly config?: Partial<ProductConfig>
}

const dayMs = 86_400_000

/**
 * The real thing on a database of the test file's own. Call it in `beforeAll`, and `close` in `afterAll`:
 *
 *     const test = await openTestProduct()
 *     await captureLead(test.public, submission)
 *     await inOrganization(test.system, async (tx) => …)
 */
export const openTestProduct = async ({
  clock = Date.now,
  config = {},
}: TestOptions = {}): Promise<TestProduct> => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-data-'))
  const logged: string[] = []
  const line = (level: string) => (fields: object, message: string) =>
    void logged.push(JSON.stringify({ level, message, ...fields }))
  const product = await openProduct(
    {
      databaseUrl: database.url,
      encryptionKey: randomBytes(32),
      dataDir,
      publicUrl: 'http://localhost:3000',
      production: false,
      smtpUrl: null,
      mailFrom: 'Tributary <tributary@localhost>',
      slackBaseUrl: null,
      geoipPath: null,
      captureLimits: { perIpPerMinute: 0, perCampaignPerHour: 0 },
      openSignUp: false,
      poolSize: 5,
      ...config,
    },
    { log: { info: line('info'), warn: line('warn'), error: line('error') }, clock },
  )
  const first = await makeOrganization(product, 'Brightside Plumbing')
  return {
    ...first,
    product,
    database,
    logged,
    addOrganization: (name) => makeOrganization(product, name),
    close: async () => {
      await product.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const people: Record<Role, string> = {
  owner: 'Olivia Owner',
  admin: 'Adam Admin',
  manager: 'Mira Manager',
  rep: 'Rahul Rep',
  analyst: 'Ana Analyst',
  viewer: 'Victor Viewer',
}

const makeOrganization = async (product: Product, name: string): Promise<TestOrganization> => {
  const { organizationId } = await createOrganization(product, {
    name,
    currency: 'USD',
    locale: 'en',
    timeZone: 'UTC',
  })
  const now = product.clock()
  const members = {} as Record<Role, TestMember>
  await product.orm.em.fork().transactional(async (em) => {
    await em.execute(setOrganization(organizationId))
    em.setFilterParams('organization', { organizationId })
    for (const role of ROLES) {
      const userId = randomBytes(16).toString('hex')
      const email = `${role}@${organizationId.slice(-12)}.example`
      await authDb(product)
        .insertInto('auth_user')
        .values({ id: userId, name: people[role], email, email_verified: true, updated_at: new Date(now) })
        .execute()
      const member = { organizationId, userId, name: people[role], email, role, timeZone: 'UTC', now }
      members[role] = { memberId: await addMember(em as Em, member), userId, email, name: people[role] }
    }
  })
  const context = { product, organizationId }
  return {
    organizationId,
    members,
    as: (role) => {
      const { memberId, userId } = members[role]
      return { ...context, actor: { kind: 'member', memberId, userId, role } }
    },
    system: { ...context, actor: { kind: 'system' } },
    public: { ...context, actor: { kind: 'public' } },
    cookieOf: async (role) => {
      const token = randomBytes(24).toString('hex')
      const at = product.clock()
      await authDb(product)
        .insertInto('auth_session')
        .values({
          id: randomBytes(16).toString('hex'),
          token,
          user_id: members[role].userId,
          expires_at: new Date(at + SESSION_DAYS * dayMs),
          user_agent: 'test',
          active_organization_id: organizationId,
          active_at: new Date(at),
          created_at: new Date(at),
        })
        .execute()
      const signature = createHmac('sha256', instanceSecret(product, 'session'))
        .update(token)
        .digest('base64')
      return `${sessionCookieName(product.config.publicUrl)}=${encodeURIComponent(`${token}.${signature}`)}`
    },
  }
}
