import {
  type AttributionSettings,
  AttributionSettings as AttributionSettingsShape,
  type ChooseAttribution,
} from '@tributary/contracts'
import { OrganizationSchema } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** The model, the window and the decay rate by which the organization counts ROAS, CAC and campaign revenue. */
export const readChosen = async ({ db, organizationId }: Tx): Promise<AttributionSettings> => {
  const row = await db
    .selectFrom('organization')
    .select(['attribution_model', 'attribution_lookback_days', 'attribution_decay_rate'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return AttributionSettingsShape.parse({
    model: row.attribution_model,
    lookbackDays: row.attribution_lookback_days,
    decayRate: row.attribution_decay_rate,
  })
}

export const chooseAttribution = (ctx: Context, choice: ChooseAttribution): Promise<AttributionSettings> =>
  inOrganization(ctx, async (tx) => {
    const organization = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
    const before = {
      model: organization.attributionModel,
      lookbackDays: organization.attributionLookbackDays,
      decayRate: organization.attributionDecayRate,
    }
    const after: AttributionSettings = { ...choice, decayRate: choice.decayRate ?? before.decayRate }
    organization.attributionModel = after.model
    organization.attributionLookbackDays = after.lookbackDays
    organization.attributionDecayRate = after.decayRate
    tx.audit({
      action: 'attribution.chosen',
      targetKind: 'organization',
      targetId: tx.organizationId,
      before,
      after,
      meta: { ...after },
    })
    tx.changed('settings')
    tx.changed('dashboard')
    return after
  })
