import type { Tx } from '../in-organization.ts'

export type OrganizationFacts = {
  readonly timeZone: string
  readonly isDemo: boolean
  readonly settings: Readonly<Record<string, unknown>>
}

export const readOrganization = async ({ db, organizationId }: Tx): Promise<OrganizationFacts> => {
  const row = await db
    .selectFrom('organization')
    .select(['time_zone', 'is_demo', 'settings'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return {
    timeZone: row.time_zone,
    isDemo: row.is_demo as boolean,
    settings: row.settings as Record<string, unknown>,
  }
}
