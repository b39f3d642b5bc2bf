import type { Role } from '@tributary/contracts'
import {
  type Em,
  kyselyOf,
  MemberSchema,
  newKey,
  OrganizationSchema,
  RuleSetSchema,
  wrapOrganizationKey,
} from '@tributary/db'
import { standardRoutingRules } from '@tributary/routing'
import { standardScoringRules } from '@tributary/scoring'
import { asAuthDb } from '../entrance/auth-tables.ts'
import { newUuid, setOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'

export type NewOrganization = {
  readonly name: string
  readonly currency: string
  readonly locale: string
  readonly timeZone: string
  /** An account that exists. Absent for an organization that nobody signs in to yet. */
  readonly owner?: { readonly userId: string; readonly name: string; readonly email: string }
  readonly isDemo?: boolean
  /** When it is made; the demo's history begins earlier than now. */
  readonly now?: number
}

export type CreatedOrganization = { readonly organizationId: string; readonly memberId: string | null }

/**
 * Makes an organization with its own key, the standard rules and its first member. The one place besides
 * `inOrganization` that opens a tenant's world: before it there is none to open.
 */
export const createOrganization = (product: Product, input: NewOrganization): Promise<CreatedOrganization> =>
  product.orm.em.fork().transactional((em) => createOrganizationIn(em as Em, product, input))

/** The same inside a transaction that also makes the account. */
export const createOrganizationIn = async (
  em: Em,
  product: Product,
  input: NewOrganization,
): Promise<CreatedOrganization> => {
  const now = input.now ?? product.clock()
  const at = new Date(now)
  const organizationId = newUuid(now)
  await em.execute(setOrganization(organizationId))
  em.setFilterParams('organization', { organizationId })
  em.create(OrganizationSchema, {
    id: organizationId,
    name: input.name,
    currency: input.currency,
    locale: input.locale,
    timeZone: input.timeZone,
    settings: {},
    isDemo: input.isDemo ?? false,
    wrappedKey: wrapOrganizationKey(product.config.encryptionKey, organizationId, newKey()),
    createdAt: at,
  })
  await em.flush()
  const db = kyselyOf(em)
  await db
    .insertInto('capture_state')
    .values({ organization_id: organizationId } as never)
    .execute()
  const rules = { scoring: standardScoringRules, routing: standardRoutingRules } as const
  for (const [kind, body] of Object.entries(rules))
    em.create(RuleSetSchema, {
      organizationId,
      id: newUuid(now),
      kind: kind as keyof typeof rules,
      version: body.version,
      status: 'live',
      body,
      createdAt: at,
      publishedAt: at,
    })
  await em.flush()
  await asAuthDb(db)
    .insertInto('auth_organization')
    .values({
      id: organizationId,
      name: input.name,
      slug: organizationId,
      session_idle_minutes: 720,
      is_demo: input.isDemo ?? false,
      created_at: at,
    })
    .execute()
  const memberId = input.owner
    ? await addMember(em, { ...input.owner, organizationId, role: 'owner', timeZone: input.timeZone, now })
    : null
  return { organizationId, memberId }
}

export type NewMember = {
  readonly organizationId: string
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly timeZone: string
  readonly now: number
}

/** The member twice over, under one id: for the entrance, and inside the organization. */
export const addMember = async (em: Em, member: NewMember): Promise<string> => {
  const id = newUuid(member.now)
  em.create(MemberSchema, {
    organizationId: member.organizationId,
    id,
    authUserId: member.userId,
    name: member.name,
    email: member.email,
    role: member.role,
    phones: [],
    regions: [],
    services: [],
    preferences: {},
    timeZone: member.timeZone,
    createdAt: new Date(member.now),
  })
  await em.flush()
  await asAuthDb(kyselyOf(em))
    .insertInto('auth_member')
    .values({
      id,
      organization_id: member.organizationId,
      user_id: member.userId,
      role: member.role,
      created_at: new Date(member.now),
    })
    .execute()
  return id
}
