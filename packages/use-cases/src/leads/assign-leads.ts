import { whyNotAssignLead } from '@tributary/access'
import type { AssignLeads, LeadsChanged } from '@tributary/contracts'
import { mayTake, type SkipReason } from '@tributary/routing'
import type { Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { bearerOf, lockLoad } from '../routing/load.ts'
import { readTeam } from '../routing/read-team.ts'
import { changeLeads, type Decided, failed } from './change-leads.ts'
import type { HeldLead, LeadState } from './open-for-change.ts'

/** Why somebody does not get a lead, or gets it with a warning. */
export const skipWords = {
  'not-in-team': 'does not belong to the team',
  'not-in-pool': 'is not in this pool',
  inactive: 'takes no leads',
  away: 'is away',
  'outside-hours': 'is off hours now',
  'lacks-service': 'does not handle this service',
  'other-region': 'works in other regions',
  'at-capacity': 'has as many open leads as they may',
} as const satisfies Record<SkipReason, string>

const given = (state: LeadState, to: string | null, now: number): LeadState => ({
  ...state,
  ownerId: to,
  assignedAt: to === null ? null : now,
  waitingSince:
    to === null && bearerOf({ ...state, ownerId: 'anyone', deleted: false }) !== null ? now : null,
})

const decider = async (
  tx: Tx,
  to: string | null,
  warnings: Set<string>,
): Promise<(lead: HeldLead) => Decided> => {
  const { actor, now } = tx
  const team = to === null ? null : await readTeam(tx)
  const member = team?.members.find(({ id }) => id === to)
  const { open: opened } = await lockLoad(tx)
  let open = to === null ? 0 : (opened[to] ?? 0)
  return (lead) => {
    const { ownerId } = lead.state
    if (ownerId === to) return { kind: 'unchanged' }
    const why =
      actor.kind === 'member' ? whyNotAssignLead(actor.role, actor.memberId, ownerId, to) : undefined
    if (why !== undefined) return failed('not-permitted', 'FORBIDDEN', why)
    const after = given(lead.state, to, now)
    if (to === null) return { kind: 'changed', after }
    const weighs = bearerOf({ ...after, deleted: false }) !== null
    const answer = mayTake(member, weighs ? open : 0, now, {
      campaignId: lead.campaignId,
      autoAssign: true,
      campaignOwnerId: null,
      service: lead.productId,
      score: lead.plain.points,
      grade: lead.plain.grade,
      country: lead.plain.country,
      region: lead.plain.region,
      point: null,
      urgency: lead.urgency,
    })
    if (!member) return failed('not-in-team', 'NOT_FOUND', 'This member does not exist.', 'to')
    if (!answer.may)
      return failed(answer.reason, 'VALIDATION_ERROR', `${member.name} ${skipWords[answer.reason]}.`, 'to')
    for (const warning of answer.warnings) warnings.add(`${member.name} ${skipWords[warning]}.`)
    if (weighs) open += 1
    return { kind: 'changed', after }
  }
}

/** Gives leads to a member, or back into the pool. Who is away or off hours may get one, and the answer says so. */
export const assignLeads = (
  ctx: Context,
  { target, to, expectedUpdatedAt }: AssignLeads,
): Promise<LeadsChanged> => {
  const warnings = new Set<string>()
  return changeLeads(ctx, target, {
    kind: 'assign',
    warnings,
    ...(expectedUpdatedAt ? { expectedUpdatedAt } : {}),
    prepare: (tx) => decider(tx, to, warnings),
  })
}
