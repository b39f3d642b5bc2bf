import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { DomainFacts } from './look-up-domains.ts'
import type { EmailDomain } from './read-email-domains.ts'

export type CompanyFacts = {
  readonly id: string
  readonly industry: string | null
  readonly country: string | null
  readonly region: string | null
}

/**
 * The company behind each business domain. The first lead from a domain makes its company, named as that lead named
 * it; later leads change nothing about it, for anybody can write anything into a form.
 */
export const knownCompanies = async (
  tx: Tx,
  domains: readonly EmailDomain[],
  facts: ReadonlyMap<string, DomainFacts>,
): Promise<Map<string, CompanyFacts>> => {
  const named = new Map<string, string>()
  for (const { domain, companyName } of domains) {
    const { kind, mx } = facts.get(domain)!
    if (kind !== 'business' || mx === 'null_mx' || mx === 'nxdomain') continue
    if (!named.has(domain)) named.set(domain, companyName ?? domain)
  }
  if (named.size === 0) return new Map()
  const { db, organizationId } = tx
  const sorted = [...named].sort(([a], [b]) => (a < b ? -1 : 1))
  await sql`
    insert into company (organization_id, id, name, domain, created_at)
    select ${organizationId}, u.*, ${new Date(tx.now)} from unnest(
      ${sorted.map(() => tx.newId())}::uuid[], ${sorted.map(([, name]) => name)}::text[],
      ${sorted.map(([domain]) => domain)}::text[]) u
    on conflict (organization_id, domain) do nothing`.execute(db)
  const { rows } = await sql<CompanyFacts & { domain: string }>`
    select id, domain, industry, country, region from company
    where organization_id = ${organizationId} and domain = any(${[...named.keys()]}::text[])`.execute(db)
  return new Map(rows.map(({ domain, ...facts }) => [domain, facts]))
}
