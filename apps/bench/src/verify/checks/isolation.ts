import { appRole } from '@tributary/db'
import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'

/** Tables that name an organization and stand before any tenant is known; no policy guards them. */
const OUTSIDE = new Set(['entrance_campaign', 'auth_member', 'auth_invitation', 'auth_organization'])

type Table = {
  table_name: string
  tenant_column: string
  owner: string
  secured: boolean
  forced: boolean
  policies: {
    name: string
    using: string | null
    check: string | null
    command: string
    permissive: boolean
  }[]
}

const TABLES = `select c.relname as table_name, a.attname as tenant_column, pg_get_userbyid(c.relowner) as owner,
    c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    coalesce((select json_agg(json_build_object('name', p.polname, 'using', pg_get_expr(p.polqual, p.polrelid),
      'check', pg_get_expr(p.polwithcheck, p.polrelid), 'command', p.polcmd, 'permissive', p.polpermissive))
      from pg_policy p where p.polrelid = c.oid), '[]') as policies
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and a.attname = case when c.relname = 'organization' then 'id' else 'organization_id' end
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`

const squeezed = (text: string | null): string => (text ?? '').replaceAll(/[\s()]/g, '')

const rightPolicy = (column: string): string =>
  squeezed(`${column} = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid`)

const checkTables = async ({ client }: House, list: Checklist): Promise<string[]> => {
  const { rows } = await client.query<Table>(TABLES)
  const tenant = rows.filter(({ table_name }) => !OUTSIDE.has(table_name))
  for (const { table_name: table, tenant_column: column, owner, secured, forced, policies } of tenant) {
    list.count()
    if (!secured || !forced) list.find(table, 'row-level security is not on and forced')
    if (owner === appRole) list.find(table, 'it belongs to the role of the application')
    if (policies.length === 0) list.find(table, 'it has no policy')
    for (const { name, using, check, command, permissive } of policies)
      if (
        command === '*' &&
        permissive &&
        squeezed(using) === rightPolicy(column) &&
        squeezed(check) === squeezed(using)
      )
        continue
      else list.find(table, `its policy ${name} lets in more than the own organization`)
  }
  return tenant.filter(({ table_name }) => table_name !== 'organization').map(({ table_name }) => table_name)
}

const checkRole = async ({ client }: House, list: Checklist): Promise<void> => {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean; member: boolean }>(
    `select rolsuper, rolbypassrls, exists (select 1 from pg_auth_members m where m.member = r.oid) as member
    from pg_roles r where rolname = $1`,
    [appRole],
  )
  list.count()
  const [role] = rows
  if (!role) return list.find(appRole, 'the role of the application does not exist')
  if (role.rolsuper || role.rolbypassrls) list.find(appRole, 'it may pass by row-level security')
  if (role.member) list.find(appRole, 'it is a member of another role')
  const rewrites = await client.query<{ table_name: string; privilege_type: string }>(
    `select table_name, privilege_type from information_schema.table_privileges
    where grantee = $1 and table_name in ('event', 'event_fold', 'audit')
      and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
    [appRole],
  )
  for (const { table_name, privilege_type } of rewrites.rows)
    list.find(table_name, `the application may ${privilege_type} what is only ever added to`)
}

type Reference = { child: string; parent: string; columns: string[]; parents: string[] }

const REFERENCES = `select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
    array(select attname::text from unnest(k.conkey) with ordinality u(n, i) join pg_attribute a on a.attrelid = k.conrelid
      and a.attnum = u.n order by i) as columns,
    array(select attname::text from unnest(k.confkey) with ordinality u(n, i) join pg_attribute a on a.attrelid = k.confrelid
      and a.attnum = u.n order by i) as parents
  from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`

/** References that are kept without a constraint, because the hot door would pay for it. */
const SOFT: readonly (readonly [child: string, column: string, parent: string])[] = [
  ['lead', 'owner_id', 'member'],
  ['lead', 'product_id', 'product'],
  ['lead', 'source_id', 'source'],
  ['lead', 'company_id', 'company'],
  ['event', 'contact_id', 'contact'],
  ['event', 'campaign_id', 'campaign'],
  ['effect', 'lead_id', 'lead'],
  ['search_token', 'contact_id', 'contact'],
  ['idempotency', 'campaign_id', 'campaign'],
  ['entrance_campaign', 'campaign_id', 'campaign'],
]

const named = (column: string): string => `"${column}"`

const checkReferences = async (
  { client }: House,
  list: Checklist,
  tenant: readonly string[],
): Promise<void> => {
  const { rows } = await client.query<Reference>(REFERENCES)
  const inTenants = new Set(tenant)
  for (const { child, parent, columns, parents } of rows) {
    if (!inTenants.has(child) || !inTenants.has(parent)) continue
    if (columns[0] !== 'organization_id' || parents[0] !== 'organization_id')
      list.find(child, `its reference to ${parent} does not carry the organization`)
  }
  const hard = rows
    .filter(({ child, parent }) => inTenants.has(child) && inTenants.has(parent))
    .map(
      ({ child, parent, columns }) =>
        [child, columns.find((name) => name !== 'organization_id') ?? 'id', parent] as const,
    )
  for (const [child, column, parent] of [...hard, ...SOFT]) {
    list.count()
    const lost = await client.query<{ subject: string; elsewhere: boolean }>(
      `select c.${named(column)}::text as subject,
        exists (select 1 from ${named(parent)} p where p.id = c.${named(column)}) as elsewhere
      from ${named(child)} c where c.${named(column)} is not null and not exists (
        select 1 from ${named(parent)} p where p.organization_id = c.organization_id and p.id = c.${named(column)}) limit 50`,
    )
    for (const { subject, elsewhere } of lost.rows)
      list.find(`${child}.${column}`, `${subject} is ${elsewhere ? 'of another organization' : 'nowhere'}`)
  }
}

/** I15: every tenant table is behind its policy, the application cannot pass by it, and no reference crosses tenants. */
export const isolationCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I15', 'each tenant is by itself: policies, role, references')
  const tenant = await checkTables(house, list)
  await checkRole(house, list)
  await checkReferences(house, list, tenant)
  return list
}
