import { AppError, type EditLead, type ScoreRecord } from '@tributary/contracts'
import { isBudgetGiven, parseUrgency, serviceMatcher } from '@tributary/leads'
import type { ScoringFacts } from '@tributary/scoring'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { next, type Restored } from './next-value.ts'

/** What an edit may change in the row of a lead, and what its score is made of. */
export type Columns = {
  company: string | null
  industry: string | null
  country: string | null
  region: string | null
  product_id: string | null
  source_id: string | null
  trust: number | null
  service_interest: string | null
  urgency_text: string | null
  urgency: string | null
  budget_range: string | null
  timeline: string | null
  facts: ScoringFacts
  rules_version: number
  earned: number[]
  default_country: string | null
}

export const readColumns = async ({ db, organizationId }: Tx, id: string): Promise<Columns> => {
  const { rows } = await sql<Columns>`
    select l.company, l.industry, l.country, l.region, l.product_id, l.source_id, l.trust, l.service_interest,
      l.urgency_text, l.urgency, l.budget_range, l.timeline, l.facts, l.rules_version, l.earned, k.default_country
    from lead l join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    where l.organization_id = ${organizationId} and l.id = ${id}`.execute(db)
  return rows[0]!
}

const mustExist = async (
  { db, organizationId }: Tx,
  table: 'product' | 'source',
  id: string,
  field: string,
) => {
  const { rows } = await sql<{ trust_score?: number | null }>`
    select * from ${sql.table(table)} where organization_id = ${organizationId} and id = ${id}`.execute(db)
  if (!rows[0]) throw new AppError('NOT_FOUND', `This ${table} does not exist.`, { field })
  return rows[0]
}

const matchService = async ({ db, organizationId }: Tx, text: string | null) => {
  const { rows } = await sql<{ id: string; name: string; code: string; aliases: string[] }>`
    select id, name, code, aliases from product where organization_id = ${organizationId} and active
    order by id`.execute(db)
  return serviceMatcher(rows)(text)
}

export const nextColumns = async (
  tx: Tx,
  now: Columns,
  edit: EditLead,
  restored: Restored | null,
): Promise<Columns> => {
  const service = next(edit.serviceInterest, now.service_interest)
  const urgencyText = next(edit.urgency, now.urgency_text)
  const budget = next(edit.budgetRange, now.budget_range)
  const company = next(edit.company, now.company)
  if (edit.productId) await mustExist(tx, 'product', edit.productId, 'productId')
  const source = edit.sourceId ? await mustExist(tx, 'source', edit.sourceId, 'sourceId') : null
  const match = edit.serviceInterest === undefined ? null : await matchService(tx, service)
  const product =
    edit.productId !== undefined
      ? edit.productId
      : match
        ? match.kind === 'specific'
          ? match.productId
          : null
        : now.product_id
  const serviceInterest = product !== null ? 'specific' : service !== null ? 'general' : ('none' as const)
  const urgency = parseUrgency(urgencyText) ?? null
  const asked = edit.serviceInterest !== undefined || edit.productId !== undefined
  return {
    ...now,
    company,
    industry: next(edit.industry, now.industry),
    country: next(edit.country, now.country),
    region: next(edit.region, now.region),
    product_id: product,
    source_id: edit.sourceId === undefined ? now.source_id : edit.sourceId,
    trust:
      edit.sourceId === undefined ? now.trust : restored ? restored.trust : (source?.trust_score ?? null),
    service_interest: service,
    urgency_text: urgencyText,
    urgency,
    budget_range: budget,
    timeline: next(edit.timeline, now.timeline),
    facts: {
      ...now.facts,
      companyGiven: company !== null,
      urgency,
      budgetGiven: isBudgetGiven(budget),
      ...(asked ? { serviceInterest } : {}),
    },
  }
}

export const saveColumns = (
  { db, organizationId, now }: Tx,
  id: string,
  row: Columns,
  sealed: Buffer,
  score: ScoreRecord,
) =>
  sql`update lead set company = ${row.company}, industry = ${row.industry}, country = ${row.country},
      region = ${row.region}, product_id = ${row.product_id}, source_id = ${row.source_id}, trust = ${row.trust},
      service_interest = ${row.service_interest}, urgency_text = ${row.urgency_text}, urgency = ${row.urgency},
      budget_range = ${row.budget_range}, timeline = ${row.timeline}, facts = ${JSON.stringify(row.facts)}::jsonb,
      sealed = ${sealed}, points = ${score.points}, grade = ${score.grade}, rules_version = ${score.version},
      earned = ${JSON.stringify(score.earned)}::jsonb, updated_at = ${new Date(now)}
    where organization_id = ${organizationId} and id = ${id}`.execute(db)
