import { AppError, type ChangeSettings, type OrganizationSettings } from '@tributary/contracts'
import { type Organization, OrganizationSchema } from '@tributary/db'
import { asAuthDb } from '../entrance/auth-tables.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** Every deal has its lead, and spend may come before the first one. */
const hasFigures = async ({ db, organizationId }: Tx): Promise<boolean> => {
  for (const table of ['lead', 'spend'] as const) {
    const row = await db
      .selectFrom(table)
      .select('organization_id')
      .where('organization_id', '=', organizationId)
      .limit(1)
      .executeTakeFirst()
    if (row) return true
  }
  return false
}

const load = (tx: Tx): Promise<Organization> =>
  tx.em.findOneOrFail(OrganizationSchema, { id: tx.organizationId })

const present = async (tx: Tx, organization: Organization): Promise<OrganizationSettings> => ({
  name: organization.name,
  currency: organization.currency,
  locale: organization.locale,
  timeZone: organization.timeZone,
  sessionIdleMinutes: organization.sessionIdleMinutes,
  isDemo: organization.isDemo,
  currencyAndZoneFixed: await hasFigures(tx),
})

export const readSettings = (ctx: Context): Promise<OrganizationSettings> =>
  inOrganization(ctx, async (tx) => present(tx, await load(tx)))

/** Days and amounts that were counted cannot be counted anew in another zone or currency: those stand from the first lead or spend on. */
export const changeSettings = (ctx: Context, change: ChangeSettings): Promise<OrganizationSettings> =>
  inOrganization(ctx, async (tx) => {
    const organization = await load(tx)
    for (const field of ['currency', 'timeZone'] as const)
      if (change[field] !== undefined && change[field] !== organization[field] && (await hasFigures(tx)))
        throw new AppError(
          'CONFLICT',
          'This stands since the first lead or spend was recorded: figures are counted in it.',
          { field },
        )
    const before = pick(organization, change)
    for (const [field, value] of Object.entries(change))
      if (value !== undefined) Object.assign(organization, { [field]: value })
    await asAuthDb(tx.db)
      .updateTable('auth_organization')
      .set({ name: organization.name, session_idle_minutes: organization.sessionIdleMinutes })
      .where('id', '=', tx.organizationId)
      .execute()
    tx.audit({
      action: 'settings.changed',
      targetKind: 'organization',
      targetId: tx.organizationId,
      before,
      after: change,
      meta: { fields: Object.keys(change) },
    })
    tx.changed('settings')
    return present(tx, organization)
  })

const pick = (organization: Organization, change: ChangeSettings): Record<string, unknown> =>
  Object.fromEntries(Object.keys(change).map((field) => [field, organization[field as keyof ChangeSettings]]))
