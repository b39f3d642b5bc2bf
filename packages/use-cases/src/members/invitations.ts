import { createHash, randomBytes } from 'node:crypto'
import { assignableRoles } from '@tributary/access'
import { invitationMail } from '@tributary/connectors'
import {
  AppError,
  type Done,
  type InvitationId,
  type InvitationRow,
  type InvitationSeen,
  type Invite,
  type Invited,
  notFound,
} from '@tributary/contracts'
import { OrganizationSchema } from '@tributary/db'
import { sendAccountMail } from '../accounts/account-mail.ts'
import { countedMail, countTry } from '../accounts/throttle.ts'
import type { Visitor } from '../accounts/visitor.ts'
import { asAuthDb, authDb } from '../entrance/auth-tables.ts'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'

const VALID_HOURS = 168
const HOUR = 3_600_000

export const hashInvitation = (token: string): Buffer => createHash('sha256').update(token).digest()

const pending = (tx: Tx) =>
  asAuthDb(tx.db)
    .selectFrom('auth_invitation as i')
    .innerJoin('auth_user as u', 'u.id', 'i.inviter_id')
    .select(['i.id', 'i.email', 'i.role', 'i.created_at', 'i.expires_at', 'u.name'])
    .where('i.organization_id', '=', tx.organizationId)
    .where('i.status', '=', 'pending')

type Row = Awaited<ReturnType<ReturnType<typeof pending>['execute']>>[number]
const present = (row: Row): InvitationRow => ({
  id: row.id,
  email: row.email,
  role: row.role,
  inviter: row.name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})

export const listInvitations = (ctx: Context): Promise<InvitationRow[]> =>
  inOrganization(ctx, async (tx) => {
    const rows = await pending(tx)
      .where('i.expires_at', '>', new Date(tx.now))
      .orderBy('i.created_at', 'desc')
      .execute()
    return rows.map(present)
  })

/** A second invitation of the same address replaces the first. */
export const invite = async (
  ctx: Context & { readonly session: Session },
  input: Invite,
): Promise<Invited> => {
  if (!assignableRoles(ctx.session.role).includes(input.role))
    throw new AppError('FORBIDDEN', 'Only owners can invite an owner.', { field: 'role' })
  await countTry(ctx.product, countedMail(`${ctx.organizationId}:${input.email}`))
  return inOrganization(ctx, async (tx) => {
    const db = asAuthDb(tx.db)
    const member = await db
      .selectFrom('auth_member as m')
      .innerJoin('auth_user as u', 'u.id', 'm.user_id')
      .select('m.active')
      .where('m.organization_id', '=', tx.organizationId)
      .where('u.email', '=', input.email)
      .executeTakeFirst()
    if (member)
      throw new AppError(
        'CONFLICT',
        member.active
          ? 'This person is a member already.'
          : 'This person was deactivated. Activate them again instead.',
        { field: 'email' },
      )
    await db
      .updateTable('auth_invitation')
      .set({ status: 'canceled' })
      .where('organization_id', '=', tx.organizationId)
      .where('email', '=', input.email)
      .where('status', '=', 'pending')
      .execute()
    const token = randomBytes(24).toString('base64url')
    const id = tx.newId()
    await db
      .insertInto('auth_invitation')
      .values({
        id,
        organization_id: tx.organizationId,
        email: input.email,
        role: input.role,
        status: 'pending',
        token_hash: hashInvitation(token),
        expires_at: new Date(tx.now + VALID_HOURS * HOUR),
        created_at: new Date(tx.now),
        inviter_id: ctx.session.userId,
      })
      .execute()
    tx.audit({ action: 'member.invited', targetKind: 'invitation', targetId: id, meta: { role: input.role } })
    tx.changed('settings')
    const row = await pending(tx).where('i.id', '=', id).executeTakeFirstOrThrow()
    const organization = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
    const url = `${ctx.product.config.publicUrl}/invitation?token=${token}`
    const mail = invitationMail({
      organization: organization.name,
      inviter: row.name,
      role: input.role,
      url,
      validHours: VALID_HOURS,
    })
    tx.afterCommit(() => sendAccountMail(ctx.product, input.email, mail))
    return { ...present(row), url }
  })
}

export const cancelInvitation = (ctx: Context, { id }: InvitationId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const { numUpdatedRows } = await asAuthDb(tx.db)
      .updateTable('auth_invitation')
      .set({ status: 'canceled' })
      .where('organization_id', '=', tx.organizationId)
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound('invitation')
    tx.audit({ action: 'member.invitation_canceled', targetKind: 'invitation', targetId: id })
    tx.changed('settings')
    return { done: true }
  })

/** Invitation token -> what it offers. Used, canceled, expired and unknown ones look alike. */
export const findInvitation = async (product: Product, token: string) => {
  const row = await authDb(product)
    .selectFrom('auth_invitation as i')
    .innerJoin('auth_organization as o', 'o.id', 'i.organization_id')
    .innerJoin('auth_user as u', 'u.id', 'i.inviter_id')
    .leftJoin('auth_user as known', 'known.email', 'i.email')
    .select(['i.id', 'i.organization_id', 'i.email', 'i.role', 'i.expires_at'])
    .select(['o.name as organization', 'u.name as inviter', 'known.id as user_id'])
    .where('i.token_hash', '=', hashInvitation(token))
    .where('i.status', '=', 'pending')
    .where('i.expires_at', '>', new Date(product.clock()))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', 'This invitation has been used or is too old. Ask for a new one.')
  return row
}

export const seeInvitation = async (
  { product }: Visitor,
  { token }: { readonly token: string },
): Promise<InvitationSeen> => {
  const found = await findInvitation(product, token)
  return {
    organization: found.organization,
    role: found.role,
    email: found.email,
    inviter: found.inviter,
    expiresAt: found.expires_at.toISOString(),
    hasAccount: found.user_id !== null,
  }
}
