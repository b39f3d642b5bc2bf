import {
  type AttributionSettings,
  AttributionSettings as AttributionSettingsShape,
  type ChooseAttribution,
} from '@tributary/contracts'
import { OrganizationSchema } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** The model and the window by which the organization counts ROAS, CAC and campaign revenue. */
export const readChosen = async ({ db, organizationId }: Tx): Promise<AttributionSettings> => {
  const row = await db
    .selectFrom('organization')
    .select(['attribution_model', 'attribution_lookback_days'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return AttributionSettingsShape.parse({
    model: row.attribution_model,
    lookbackDays: row.attribution_lookback_days,
  })
}

export const chooseAttribution = (ctx: Context, choice: ChooseAttribution): Promise<AttributionSettings> =>
  inOrganization(ctx, async (tx) => {
    const organization = await tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })
    const before = {
      model: organization.attributionModel,
      lookbackDays: organization.attributionLookbackDays,
    }
    organization.attributionModel = choice.model
    organization.attributionLookbackDays = choice.lookbackDays
    tx.audit({
      action: 'attribution.chosen',
      targetKind: 'organization',
      targetId: tx.organizationId,
      before,
      after: choice,
      meta: { ...choice },
    })
    tx.changed('settings')
    tx.changed('dashboard')
    return choice
  })
