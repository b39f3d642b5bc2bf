import type { MemberRow } from '@tributary/contracts'
import { type Member, MemberSchema } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { lastActive, lastSeen } from './last-active.ts'

const instant = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

const NOBODY: ReadonlyMap<string, Date> = new Map()

export const presentMember = (member: Member, active = NOBODY): MemberRow => ({
  id: member.id,
  name: member.name,
  email: member.email,
  title: member.title,
  photoUrl: member.photoUrl ?? null,
  role: member.role,
  active: member.status !== 'blocked',
  officeId: member.officeId ?? null,
  weight: member.weight,
  capacity: member.capacity ?? null,
  regions: member.regions,
  services: member.services,
  workingHours: member.workingHours ?? null,
  timeZone: member.timeZone,
  awayFrom: instant(member.awayFrom),
  awayUntil: instant(member.awayUntil),
  takesLeads: member.takesLeads,
  lastSeenAt: instant(lastSeen(member, active)),
  createdAt: member.createdAt.toISOString(),
})

export const listMembers = (ctx: Context): Promise<MemberRow[]> =>
  inOrganization(ctx, async (tx) => {
    const { em, organizationId } = tx
    const members = await em.find(MemberSchema, { organizationId }, { orderBy: { name: 'asc', id: 'asc' } })
    const active = await lastActive(tx)
    return members.map((member) => presentMember(member, active))
  })
