import type { LeadTraits, ScoreRecord } from '@tributary/contracts'
import { type ScoringFacts, type ScoringRules, scoreInNumbers } from '@tributary/scoring'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { type LockedLead, lockLeads } from '../ledger/lock-leads.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { type CompanyFacts, knownCompanies } from './known-companies.ts'
import { type DomainFacts, lookUpDomains } from './look-up-domains.ts'
import { type EmailDomain, readEmailDomains } from './read-email-domains.ts'

export type Enriched = { readonly changed: number }

/**
 * Looks at the e-mail domain of each lead and scores again from the stored facts. What cannot be found out changes
 * nothing, so a machine without a network never lowers a score. Name servers are asked between two transactions.
 */
export const enrichLeads = async (
  context: Context,
  { leadIds }: { readonly leadIds: readonly string[] },
): Promise<Enriched> => {
  const domains = await inOrganization(context, (tx) => readEmailDomains(tx, leadIds))
  if (domains.length === 0) return { changed: 0 }
  const facts = await lookUpDomains(
    context.product,
    domains.map(({ domain }) => domain),
  )
  return inOrganization(context, (tx) => applyFacts(tx, domains, facts))
}

const applyFacts = async (
  tx: Tx,
  domains: readonly EmailDomain[],
  facts: ReadonlyMap<string, DomainFacts>,
): Promise<Enriched> => {
  const companies = await knownCompanies(tx, domains, facts)
  await rememberMx(tx, domains, facts)
  const rules = await readRules(tx)
  const byLead = new Map(domains.map((each) => [each.leadId, each]))
  let changed = 0
  for (const lead of await lockLeads(tx, [...byLead.keys()])) {
    const { domain } = byLead.get(lead.id)!
    const found = { ...facts.get(domain)!, company: companies.get(domain) ?? null }
    if (await enrich(tx, lead, found, rules.scoring)) changed += 1
  }
  return { changed }
}

const rememberMx = async (
  { db, organizationId }: Tx,
  domains: readonly EmailDomain[],
  facts: ReadonlyMap<string, DomainFacts>,
): Promise<void> => {
  const known = domains.filter(({ domain }) => facts.get(domain)!.mx !== 'unknown')
  if (known.length === 0) return
  const sorted = known.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
  await sql`
    update contact c set mx = u.mx from (
      select distinct on (id) id, mx from unnest(
        ${sorted.map(({ contactId }) => contactId)}::uuid[],
        ${sorted.map(({ domain }) => facts.get(domain)!.mx)}::text[]) as x(id, mx) order by id
    ) u where c.organization_id = ${organizationId} and c.id = u.id and c.mx is distinct from u.mx`.execute(
    db,
  )
}

type Found = DomainFacts & { readonly company: CompanyFacts | null }

/** A domain that takes no mail is nobody's business address; one we could not ask about keeps what it was taken for. */
const emailKindOf = (found: Found): ScoringFacts['emailKind'] =>
  found.kind === 'business' && (found.mx === 'null_mx' || found.mx === 'nxdomain') ? 'unknown' : found.kind

const enrich = async (tx: Tx, lead: LockedLead, found: Found, rules: ScoringRules): Promise<boolean> => {
  const emailKind = emailKindOf(found)
  const facts = { ...(lead.facts as ScoringFacts), emailKind }
  const score = scoreInNumbers(facts, rules)
  const industry = lead.traits.industry ?? found.company?.industry ?? null
  const learned: LeadTraits = { ...lead.traits, industry }
  const scored: LeadTraits = { ...learned, points: score.points, grade: score.grade }
  const from: ScoreRecord = {
    points: lead.traits.points,
    grade: lead.traits.grade,
    version: lead.rulesVersion,
    earned: lead.earned,
  }
  // Rules that changed since are another matter: only what was learned here moves a score.
  const isRescored = emailKind !== (lead.facts as ScoringFacts).emailKind && score.points !== from.points
  const hasCompany = found.company !== null && lead.companyId === null
  const isNew = industry !== lead.traits.industry || hasCompany || emailKind !== lead.facts['emailKind']
  if (!isNew) return false
  const about = { leadId: lead.id, contactId: lead.contactId, campaignId: lead.campaignId }
  const provenance = {
    emailKind: 'list of e-mail domains',
    mx: found.mx,
    ...(found.company ? { company: 'companies of this organization' } : {}),
  }
  tx.record({
    type: 'lead.enriched',
    ...about,
    payload: { capturedAt: lead.capturedAt, before: lead.traits, after: learned, provenance },
  })
  if (isRescored)
    tx.record({
      type: 'lead.scored',
      ...about,
      payload: {
        capturedAt: lead.capturedAt,
        before: learned,
        after: scored,
        from,
        to: { points: score.points, grade: score.grade, version: score.version, earned: score.earned },
        cause: 'enriched',
      },
    })
  await tx.db
    .updateTable('lead')
    .set({
      facts: JSON.stringify(facts),
      industry,
      company_id: lead.companyId ?? found.company?.id ?? null,
      ...(isRescored
        ? {
            points: score.points,
            grade: score.grade,
            rules_version: score.version,
            earned: JSON.stringify(score.earned),
          }
        : {}),
      updated_at: new Date(tx.now),
    } as never)
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', lead.id)
    .execute()
  return true
}
