import { type AcceptInvitation, AppError, type Done, NewPassword } from '@tributary/contracts'
import { MemberSchema, OrganizationSchema } from '@tributary/db'
import { settleSession, wrongSignIn } from '../accounts/open-session.ts'
import { tryPassword } from '../accounts/sign-in.ts'
import { makeAccount } from '../accounts/sign-up.ts'
import { countedAccount, countedNetwork, countTry, forgiveTry } from '../accounts/throttle.ts'
import type { Visitor } from '../accounts/visitor.ts'
import { asAuthDb } from '../entrance/auth-tables.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { addMember } from '../organizations/create-organization.ts'
import { findInvitation } from './invitations.ts'

type Found = Awaited<ReturnType<typeof findInvitation>>
type Made = { readonly userId: string; readonly token: string | null; readonly headers: Headers }

/** Joins the organization: with a new account, or with the one the address has already. */
export const acceptInvitation = async (visitor: Visitor, input: AcceptInvitation): Promise<Done> => {
  const { product } = visitor
  const network = countedNetwork(visitor.ip)
  await countTry(product, network)
  const found = await findInvitation(product, input.token)
  const account = countedAccount(found.email)
  const known = found.user_id === null ? undefined : await signInAs(visitor, found.email, input.password)
  const made = await inOrganization(
    { product, organizationId: found.organization_id, actor: { kind: 'public' } },
    async (tx) => {
      await useUp(tx, found)
      const person = known ?? (await newAccount(tx, visitor, found, input))
      await join(tx, found, person.userId)
      return person
    },
  )
  await forgiveTry(product, account, network)
  await settleSession(visitor, made, found.organization_id)
  return { done: true }
}

const signInAs = async (visitor: Visitor, email: string, password: string): Promise<Made> => {
  await countTry(visitor.product, countedAccount(email))
  const made = await tryPassword(visitor, { email, password })
  if (!made) throw wrongSignIn()
  return { userId: made.response.user.id, token: made.response.token, headers: made.headers }
}

const newAccount = async (
  tx: Tx,
  { product }: Visitor,
  { email }: Found,
  { name, password }: AcceptInvitation,
): Promise<Made> => {
  if (!name) throw new AppError('VALIDATION_ERROR', 'Enter your name.', { field: 'name' })
  const judged = NewPassword.safeParse(password)
  if (!judged.success)
    throw new AppError('VALIDATION_ERROR', judged.error.issues[0]!.message, { field: 'password' })
  const db = asAuthDb(tx.db)
  const made = await makeAccount(product, db, { name, email, password })
  // Who holds the link reads the mail of this address.
  await db
    .updateTable('auth_user')
    .set({ email_verified: true, updated_at: new Date(tx.now) })
    .where('id', '=', made.userId)
    .execute()
  return made
}

/** Two who open the same link at once: one of them joins. */
const useUp = async (tx: Tx, { id }: Found): Promise<void> => {
  const { numUpdatedRows } = await asAuthDb(tx.db)
    .updateTable('auth_invitation')
    .set({ status: 'accepted' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', 'This invitation has been used.')
}

const join = async (tx: Tx, { role, email }: Found, userId: string): Promise<void> => {
  const { organizationId } = tx
  const there = await tx.em.findOne(MemberSchema, { organizationId, authUserId: userId })
  if (there) throw new AppError('CONFLICT', 'You are a member of this organization already. Sign in.')
  const organization = await tx.em.findOneOrFail(OrganizationSchema, { id: organizationId })
  const { name } = await asAuthDb(tx.db)
    .selectFrom('auth_user')
    .select('name')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const { timeZone } = organization
  const memberId = await addMember(tx.em, {
    organizationId,
    userId,
    name,
    email,
    role,
    timeZone,
    now: tx.now,
  })
  tx.audit({ action: 'member.joined', targetKind: 'member', targetId: memberId, meta: { role } })
  tx.enqueue('pool.drain', {})
  tx.changed('settings')
}
