import { createHmac, randomBytes } from 'node:crypto'
import type { Em } from '@tributary/db'
import { authDb } from '@tributary/use-cases/entrance/auth-tables'
import { instanceSecret } from '@tributary/use-cases/entrance/instance-secret'
import { sessionCookieName } from '@tributary/use-cases/entrance/read-session'
import { setOrganization } from '@tributary/use-cases/in-organization'
import { addMember } from '@tributary/use-cases/organizations/create-organization'
import type { House } from '../house/open-house.ts'

const person = { name: 'Ana Analyst', email: 'ana@example.com' }

const addManager = async ({ product, system: { organizationId } }: House, now: number): Promise<string> => {
  const userId = randomBytes(16).toString('hex')
  await authDb(product)
    .insertInto('auth_user')
    .values({ id: userId, ...person, email_verified: true, updated_at: new Date(now) })
    .execute()
  await product.orm.em.fork().transactional(async (em) => {
    await em.execute(setOrganization(organizationId))
    em.setFilterParams('organization', { organizationId })
    await addMember(em as Em, { organizationId, userId, ...person, role: 'manager', timeZone: 'UTC', now })
  })
  return userId
}

/** The `Cookie` header of a browser in which a manager is signed in. */
export const signIn = async (house: House): Promise<string> => {
  const { product, system } = house
  const now = Date.now()
  const known = await authDb(product)
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', person.email)
    .executeTakeFirst()
  const userId = known?.id ?? (await addManager(house, now))
  const token = randomBytes(24).toString('hex')
  await authDb(product)
    .insertInto('auth_session')
    .values({
      ...{ id: randomBytes(16).toString('hex'), token, user_id: userId, user_agent: 'bench' },
      ...{ expires_at: new Date(now + 86_400_000), active_organization_id: system.organizationId },
      ...{ active_at: new Date(now), created_at: new Date(now) },
    })
    .execute()
  const signature = createHmac('sha256', instanceSecret(product, 'session')).update(token).digest('base64')
  return `${sessionCookieName(product.config.publicUrl)}=${encodeURIComponent(`${token}.${signature}`)}`
}
