import type { LeadFilterChoices, Named } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

/** How many of the newest leads are looked at for the values that filters offer. */
const RECENT = 5000
const MOST_OFFERED = 100

const named = async ({ db, organizationId }: Tx, table: string, most = 1000): Promise<Named[]> => {
  const { rows } = await sql<Named>`
    select id, name from ${sql.table(table)} where organization_id = ${organizationId}
    order by name limit ${most}`.execute(db)
  return rows
}

type Values = { field: string; value: string }

const recentValues = async ({ db, organizationId }: Tx): Promise<Values[]> => {
  const { rows } = await sql<Values>`
    select v.field, v.value from (
      select industry, country, region, content from lead
      where organization_id = ${organizationId} and deleted_at is null
      order by captured_at desc, id desc limit ${RECENT}
    ) l, lateral (values ('industry', l.industry), ('country', l.country), ('region', l.region), ('content', l.content))
      as v(field, value)
    where v.value is not null
    group by v.field, v.value order by count(*) desc, v.value`.execute(db)
  return rows
}

/** What the filters of the lead list offer. */
export const readFilterChoices = (ctx: Context): Promise<LeadFilterChoices> =>
  inOrganization(ctx, async (tx) => {
    const [owners, campaigns, products, sources, values] = [
      await named(tx, 'member'),
      await named(tx, 'campaign'),
      await named(tx, 'product'),
      await named(tx, 'source'),
      await recentValues(tx),
    ]
    const of = (field: string) =>
      values
        .filter((each) => each.field === field)
        .slice(0, MOST_OFFERED)
        .map(({ value }) => value)
    return {
      owners,
      campaigns,
      products,
      sources,
      industries: of('industry'),
      countries: of('country'),
      regions: of('region'),
      contents: of('content'),
    }
  })
