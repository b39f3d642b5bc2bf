import {
  AppError,
  type ChangeAvailability,
  type ChangeOwnAvailability,
  type MemberRow,
  notFound,
} from '@tributary/contracts'
import { MemberSchema, OfficeSchema } from '@tributary/db'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { presentMember } from './list-members.ts'

const date = (text: string | null | undefined): Date | null | undefined =>
  text === undefined ? undefined : text === null ? null : new Date(text)

/** Somebody may be free now who was not: waiting leads are offered again. */
export const changeAvailability = (ctx: Context, { id, ...change }: ChangeAvailability): Promise<MemberRow> =>
  inOrganization(ctx, async (tx) => {
    const member = await tx.em.findOne(MemberSchema, { organizationId: tx.organizationId, id })
    if (!member) throw notFound('member')
    if (change.officeId) await requireOffice(tx, change.officeId)
    const { awayFrom, awayUntil, ...plain } = change
    const set = { ...plain, awayFrom: date(awayFrom), awayUntil: date(awayUntil) }
    for (const [field, value] of Object.entries(set))
      if (value !== undefined) Object.assign(member, { [field]: value })
    if (member.awayFrom && member.awayUntil && member.awayFrom >= member.awayUntil)
      throw new AppError('VALIDATION_ERROR', 'An absence ends after it begins.', { field: 'awayUntil' })
    tx.audit({
      action: 'member.availability_changed',
      targetKind: 'member',
      targetId: id,
      meta: { fields: Object.keys(change) },
    })
    tx.enqueue('pool.drain', {})
    tx.changed('settings')
    return presentMember(member)
  })

const requireOffice = async (tx: Tx, id: string): Promise<void> => {
  if (!(await tx.em.findOne(OfficeSchema, { organizationId: tx.organizationId, id })))
    throw notFound('office')
}

export const changeOwnAvailability = (
  ctx: Context & { readonly session: Session },
  change: ChangeOwnAvailability,
): Promise<MemberRow> => changeAvailability(ctx, { id: ctx.session.memberId, ...change })
