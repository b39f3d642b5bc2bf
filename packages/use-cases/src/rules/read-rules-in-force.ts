import type { ResponseTimesSeen, RoutingRulesSeen, ScoringRulesSeen } from '@tributary/contracts'
import { OrganizationSchema } from '@tributary/db'
import {
  type RoutingRules,
  type SlaPolicy,
  standardRoutingRules,
  standardSlaPolicy,
} from '@tributary/routing'
import { GRADES } from '@tributary/scoring/lists'
import { inOrganization, type Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { presentRouting } from './routing-words.ts'
import { presentScoring } from './scoring-lines.ts'

/** What earns points now. */
export const readScoringRules = (ctx: Context): Promise<ScoringRulesSeen> =>
  inOrganization(ctx, async (tx) => presentScoring((await readRules(tx)).scoring))

const namesOf = async ({ db, organizationId }: Tx, table: 'campaign' | 'member' | 'office') => {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** To whom leads go now, and in which order that is tried. */
export const readRoutingRules = (ctx: Context): Promise<RoutingRulesSeen> =>
  inOrganization(ctx, async (tx) => {
    const live = await tx.db
      .selectFrom('rule_set')
      .select('body')
      .where('organization_id', '=', tx.organizationId)
      .where('kind', '=', 'routing')
      .where('status', '=', 'live')
      .executeTakeFirst()
    return presentRouting((live?.body as RoutingRules | undefined) ?? standardRoutingRules, {
      campaigns: await namesOf(tx, 'campaign'),
      members: await namesOf(tx, 'member'),
      offices: await namesOf(tx, 'office'),
    })
  })

/** How soon each kind of lead is promised an answer. */
export const readResponseTimes = (ctx: Context): Promise<ResponseTimesSeen> =>
  inOrganization(ctx, async ({ em, organizationId }) => {
    const { settings } = await em.findOneOrFail(OrganizationSchema, { id: organizationId })
    const policy = (settings as { sla?: SlaPolicy }).sla ?? standardSlaPolicy
    return {
      version: policy.version,
      rows: GRADES.map((grade) => ({ grade, minutes: { ...policy.minutes[grade] } })),
    }
  })
