import type { LeadTraits } from '@tributary/contracts'
import { type ScoreInNumbers, type ScoringFacts, type ScoringRules, scoreInNumbers } from '@tributary/scoring'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { type LockedLead, lockLeads } from '../ledger/lock-leads.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { type CompanyFacts, knownCompanies } from './known-companies.ts'
import { type DomainFacts, lookUpDomains } from './look-up-domains.ts'
import { type EmailDomain, readEmailDomains } from './read-email-domains.ts'

export type Enriched = { readonly changed: number }

/** When something was learned about each lead; history is fed in many leads at once. */
type LearnedAt = ReadonlyMap<string, number>

/**
 * Looks at the e-mail domain of each lead and scores again from the stored facts. What cannot be found out changes
 * nothing, so a machine without a network never lowers a score. Name servers are asked between two transactions.
 */
export const enrichLeads = async (
  context: Context,
  { leadIds, at }: { readonly leadIds: readonly string[]; readonly at?: LearnedAt },
): Promise<Enriched> => {
  const domains = await inOrganization(context, (tx) => readEmailDomains(tx, leadIds))
  if (domains.length === 0) return { changed: 0 }
  const facts = await lookUpDomains(
    context.product,
    domains.map(({ domain }) => domain),
  )
  return inOrganization(context, (tx) => applyFacts(tx, domains, facts, at))
}

const applyFacts = async (
  tx: Tx,
  domains: readonly EmailDomain[],
  facts: ReadonlyMap<string, DomainFacts>,
  at: LearnedAt | undefined,
): Promise<Enriched> => {
  const companies = await knownCompanies(tx, domains, facts)
  // Leads before people, as whoever edits one does: the other way round two would wait in a ring.
  const locked = await lockLeads(
    tx,
    domains.map(({ leadId }) => leadId),
  )
  await rememberMx(tx, domains, facts)
  const rules = await readRules(tx)
  const byLead = new Map(domains.map((each) => [each.leadId, each]))
  const learned: Learned[] = []
  for (const lead of locked) {
    const { domain } = byLead.get(lead.id)!
    const found = { ...facts.get(domain)!, company: companies.get(domain) ?? null }
    const what = learn(lead, found, rules.scoring)
    if (what) learned.push(what)
  }
  for (const each of learned) recordLearned(tx, each, at?.get(each.lead.id) ?? tx.now)
  await writeLearned(tx, learned)
  return { changed: learned.length }
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

/** What a lead gained, and its score if that moved. */
type Learned = {
  readonly lead: LockedLead
  readonly facts: ScoringFacts
  readonly industry: string | null
  readonly companyId: string | null
  readonly score: ScoreInNumbers | null
  readonly provenance: Readonly<Record<string, string>>
}

const learn = (lead: LockedLead, found: Found, rules: ScoringRules): Learned | null => {
  const known = lead.facts as ScoringFacts
  const emailKind = emailKindOf(found)
  const industry = lead.traits.industry ?? found.company?.industry ?? null
  const companyId = lead.companyId ?? found.company?.id ?? null
  const isNew =
    emailKind !== known.emailKind || industry !== lead.traits.industry || companyId !== lead.companyId
  if (!isNew) return null
  const facts = { ...known, emailKind }
  const score = scoreInNumbers(facts, rules)
  return {
    lead,
    facts,
    industry,
    companyId,
    // Rules that changed since are another matter: only what was learned here moves a score.
    score: emailKind !== known.emailKind && score.points !== lead.traits.points ? score : null,
    provenance: {
      emailKind: 'lists of e-mail domains',
      mx: found.mx,
      ...(found.company ? { company: 'companies of this organization' } : {}),
    },
  }
}

const recordLearned = (tx: Tx, { lead, industry, score, provenance }: Learned, occurredAt: number): void => {
  const { capturedAt, traits: before } = lead
  const { id: leadId, contactId, campaignId } = lead
  const about = { leadId, contactId, campaignId, occurredAt }
  const after: LeadTraits = { ...before, industry }
  tx.record({ type: 'lead.enriched', ...about, payload: { capturedAt, before, after, provenance } })
  if (score === null) return
  tx.record({
    type: 'lead.scored',
    ...about,
    payload: {
      capturedAt,
      before: after,
      after: { ...after, points: score.points, grade: score.grade },
      from: {
        points: before.points,
        grade: before.grade,
        version: lead.rulesVersion,
        earned: lead.earned,
      },
      to: { points: score.points, grade: score.grade, version: score.version, earned: score.earned },
      cause: 'enriched',
    },
  })
}

const writeLearned = async ({ db, organizationId, now }: Tx, all: readonly Learned[]): Promise<void> => {
  if (all.length === 0) return
  const column = <T>(of: (each: Learned) => T): T[] => all.map(of)
  await sql`
    update lead l set facts = u.facts, industry = u.industry, company_id = u.company_id,
      points = coalesce(u.points, l.points), grade = coalesce(u.grade, l.grade),
      rules_version = coalesce(u.version, l.rules_version), earned = coalesce(u.earned, l.earned),
      updated_at = ${new Date(now)}
    from unnest(
      ${column(({ lead }) => lead.id)}::uuid[], ${column(({ facts }) => JSON.stringify(facts))}::jsonb[],
      ${column(({ industry }) => industry)}::text[], ${column(({ companyId }) => companyId)}::uuid[],
      ${column(({ score }) => score?.points ?? null)}::smallint[], ${column(({ score }) => score?.grade ?? null)}::text[],
      ${column(({ score }) => score?.version ?? null)}::int[],
      ${column(({ score }) => (score ? JSON.stringify(score.earned) : null))}::jsonb[]
    ) as u(id, facts, industry, company_id, points, grade, version, earned)
    where l.organization_id = ${organizationId} and l.id = u.id`.execute(db)
}
