import { type LeadDetail, type LeadRef, type Named, notFound, type Stage } from '@tributary/contracts'
import { isUuid } from '@tributary/kernel'
import { expectedNextAction, nextStages, pipelineReading, qualification } from '@tributary/leads'
import { responseWords } from '@tributary/routing'
import {
  type Change,
  changesToReach,
  explainScore,
  groupLabel,
  type ScoringFacts,
  type WayUp,
} from '@tributary/scoring'
import { sql } from 'kysely'
import { readLeadId } from '../capture/public-id.ts'
import { type LeadBox, openLead } from '../capture/sealed-boxes.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { openPerson, presentLead } from './present-lead.ts'
import { readLeadRows } from './read-leads.ts'
import { recommendProducts } from './recommend-products.ts'
import { readSpeech } from './speech.ts'
import { whyOwner } from './why-owner.ts'

type Row = {
  capture_point: string
  medium: string | null
  urgency_text: string | null
  budget_range: string | null
  timeline: string | null
  tracking: Record<string, string | undefined>
  facts: ScoringFacts
  sealed: Buffer | null
  rules_version: number
  earned: number[]
  consent: boolean | null
  email_kind: string
  scored_at: string | null
  source_id: string | null
  source_name: string | null
  trust_score: number | null
  last_crawled_at: string | null
  company_id: string | null
  company_name: string | null
}

const MINUTE = 60_000

const idOf = async ({ db, organizationId }: Tx, { id }: LeadRef): Promise<string> => {
  if (isUuid(id)) return id
  const publicId = readLeadId(id)
  if (!publicId) throw notFound('lead')
  const { rows } = await sql<{ id: string }>`
    select id from lead where organization_id = ${organizationId} and public_id = ${Buffer.from(publicId)}`.execute(
    db,
  )
  if (!rows[0]) throw notFound('lead')
  return rows[0].id
}

const readRow = async ({ db, organizationId }: Tx, id: string): Promise<Row> => {
  const { rows } = await sql<Row>`
    select l.capture_point, l.medium, l.urgency_text, l.budget_range, l.timeline, l.tracking, l.facts, l.sealed,
      l.rules_version, l.earned, l.consent, c.email_kind, l.source_id, s.name as source_name, s.trust_score,
      s.last_crawled_at, l.company_id, y.name as company_name,
      (select max(e.occurred_at) from event e where e.organization_id = l.organization_id and e.lead_id = l.id
        and e.type in ('lead.captured', 'lead.scored')) as scored_at
    from lead l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    left join source s on s.organization_id = l.organization_id and s.id = l.source_id
    left join company y on y.organization_id = l.organization_id and y.id = l.company_id
    where l.organization_id = ${organizationId} and l.id = ${id}`.execute(db)
  return rows[0]!
}

const iso = (text: string): string => new Date(text).toISOString()
const isoOrNull = (text: string | null): string | null => (text === null ? null : iso(text))

const toldWayUp = (way: WayUp): LeadDetail['wayToA'] => {
  const told = (changes: readonly Change[]) =>
    changes.map(({ rule, way: how, label, points }) => ({ rule, way: how, words: label, points }))
  const lists =
    way.kind === 'changes'
      ? { ask: told(way.ask), enrich: told(way.enrich), wait: told(way.wait) }
      : { ask: [], enrich: [], wait: [] }
  return {
    kind: way.kind,
    grade: way.grade,
    points: way.points,
    pointsAfter: way.kind === 'changes' ? way.pointsAfter : way.kind === 'reached' ? way.points : way.best,
    ...lists,
  }
}

const factsOf = (row: Row, box: LeadBox): LeadDetail['facts'] => {
  const { source, medium, campaign, term, content } = row.tracking
  const utm = Object.fromEntries(
    Object.entries({ source, medium, campaign, term, content }).filter(([, value]) => value),
  ) as Record<string, string>
  return {
    capturePoint: row.capture_point,
    message: box.message ?? null,
    urgencyText: row.urgency_text,
    budgetRange: row.budget_range,
    timeline: row.timeline,
    medium: row.medium,
    landingPageUrl: box.landingPageUrl ?? null,
    referrerUrl: box.referrerUrl ?? null,
    utm,
    ip: box.ip ?? null,
    userAgent: box.userAgent ?? null,
    formType: box.form?.type ?? null,
    formVersion: box.form?.version ?? null,
    serviceMatch: row.facts.serviceInterest,
    formCompletion: row.facts.formCompletion,
    secondsOnPage: row.facts.secondsOnPage,
    returnVisitor: row.facts.returnVisitor,
  }
}

const promiseOf = (now: number, { capturedAt, responseDueAt, firstContactedAt }: LeadDetail['lead']) => {
  const due = Date.parse(responseDueAt ?? capturedAt)
  const minutes = Math.max(1, Math.round((due - Date.parse(capturedAt)) / MINUTE))
  const state =
    firstContactedAt === null
      ? now > due
        ? ('late' as const)
        : ('due' as const)
      : Date.parse(firstContactedAt) > due
        ? ('answered_late' as const)
        : ('answered' as const)
  return { dueAt: new Date(due).toISOString(), words: responseWords(minutes), state }
}

const otherLeads = async ({ db, organizationId }: Tx, contactId: string, id: string) => {
  const { rows } = await sql<LeadDetail['otherLeads'][number]>`
    select l.id, k.name as campaign, l.stage, l.grade, l.points, l.captured_at as "capturedAt" from lead l
    join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    where l.organization_id = ${organizationId} and l.contact_id = ${contactId} and l.id <> ${id}
      and l.deleted_at is null order by l.captured_at desc limit 50`.execute(db)
  return rows.map((row) => ({ ...row, capturedAt: iso(row.capturedAt) }))
}

const dealsOf = async ({ db, organizationId }: Tx, id: string): Promise<LeadDetail['deals']> => {
  const { rows } = await sql<{
    id: string
    amount_minor: string
    currency: string
    stage: 'open' | 'won' | 'lost'
    expected_close: string | null
    opened_at: string
    closed_at: string | null
  }>`
    select id, amount_minor, currency, stage, expected_close::text, opened_at, closed_at from deal
    where organization_id = ${organizationId} and lead_id = ${id} order by opened_at, id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    amount: { minor: Number(row.amount_minor), currency: row.currency },
    stage: row.stage,
    expectedClose: row.expected_close,
    openedAt: iso(row.opened_at),
    closedAt: isoOrNull(row.closed_at),
  }))
}

const effectsOf = async ({ db, organizationId }: Tx, id: string): Promise<LeadDetail['effects']> => {
  const { rows } = await sql<LeadDetail['effects'][number]>`
    select id, kind, state, why, reason, attempts, created_at as at, finished_at as "finishedAt" from effect
    where organization_id = ${organizationId} and lead_id = ${id} order by created_at desc, id desc limit 50`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, at: iso(row.at), finishedAt: isoOrNull(row.finishedAt) }))
}

const named = (id: string | null, name: string | null): Named | null =>
  id === null ? null : { id, name: name ?? '' }

/** Everything about one lead, and why. */
export const readLead = (ctx: Context, ref: LeadRef): Promise<LeadDetail> =>
  inOrganization(ctx, async (tx) => {
    const id = await idOf(tx, ref)
    const [found] = await readLeadRows(tx, [id])
    if (!found) throw notFound('lead')
    const { row: record } = found
    const row = await readRow(tx, id)
    const person = openPerson(tx, record)
    const lead = presentLead(tx, record, person)
    const box = row.sealed && person ? openLead(tx.organizationId, id, person.key, row.sealed) : {}
    const rules = (await readRules(tx)).version(row.rules_version)
    const score = explainScore(row.earned, rules)
    const { stage, grade, review } = lead
    return {
      lead,
      contact: {
        id: lead.contactId,
        firstName: person?.box.firstName ?? '',
        lastName: person?.box.lastName ?? '',
        email: person?.box.email ?? '',
        emailKind: row.email_kind,
        phone: person?.box.phone ?? null,
        e164: person?.box.e164 ?? null,
        erased: person === null,
        given: Object.fromEntries(
          Object.entries(box.given ?? {}).flatMap(([field, value]) => (value ? [[field, value]] : [])),
        ),
      },
      facts: factsOf(row, box),
      readings: {
        pipeline: pipelineReading(stage, grade),
        qualification: qualification(stage, grade),
        nextAction: expectedNextAction({ stage, review, hasOwner: lead.owner !== null }),
        everQualified: record.ever_qualified,
      },
      score: {
        points: lead.points,
        grade,
        version: row.rules_version,
        scoredAt: iso(row.scored_at ?? record.captured_at),
        groups: score.groups.map((group) => ({ ...group, label: groupLabel[group.group] })),
        reasons: score.reasons,
      },
      wayToNext: toldWayUp(changesToReach(row.facts, rules)),
      wayToA: toldWayUp(changesToReach(row.facts, rules, 'A')),
      whyOwner: await whyOwner(tx, id, lead.capturedAt, await readSpeech(tx)),
      promise: promiseOf(tx.now, lead),
      consent: { given: row.consent, at: lead.capturedAt, form: box.form?.version ?? box.form?.type ?? null },
      source:
        row.source_id === null
          ? null
          : {
              id: row.source_id,
              name: row.source_name ?? '',
              trust: row.trust_score,
              lastCrawledAt: isoOrNull(row.last_crawled_at),
            },
      company: named(row.company_id, row.company_name),
      otherLeads: await otherLeads(tx, lead.contactId, id),
      deals: await dealsOf(tx, id),
      products: await recommendProducts(tx, { leadId: id, service: lead.service }),
      effects: await effectsOf(tx, id),
      nextStages: [...nextStages(stage as Stage)],
    }
  })
