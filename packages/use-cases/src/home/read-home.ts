import { type ChecklistStep, type Home, type LeadFilter, type LeadSort } from '@tributary/contracts'
import { leadCondition } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { leadQueryOf } from '../leads/lead-query.ts'
import { presentLead } from '../leads/present-lead.ts'
import { countIn, readVerifiedPage } from '../leads/read-leads.ts'
import type { Context } from '../product.ts'

const SHOWN = 10

type Due = 'response_due_at' | 'next_step_at' | 'waiting_since'

/** The most pressing leads of a queue: what was due first stands first. */
const queueOf = async (tx: Tx, filter: LeadFilter, due: Due): Promise<Home['late']> => {
  const ids = await pressing(tx, filter, due)
  if (ids.length === 0) return { leads: [], total: { count: 0, more: false } }
  const query = await leadQueryOf(tx, { ids })
  const sort: LeadSort = { by: 'captured', direction: 'desc' }
  const { found } = await readVerifiedPage(tx, query, { sort, cursor: null, size: SHOWN })
  const byId = new Map(found.map(({ row, person }) => [row.id, presentLead(tx, row, person)]))
  return {
    leads: ids.flatMap((id) => byId.get(id) ?? []),
    total: await countIn(tx, filter),
  }
}

const pressing = async (tx: Tx, filter: LeadFilter, due: Due): Promise<string[]> => {
  const query = await leadQueryOf(tx, filter)
  const { rows } = await sql<{ id: string }>`
    select l.id from lead l where ${leadCondition(query)} order by ${sql.ref(`l.${due}`)}, l.id limit ${SHOWN}`.execute(
    tx.db,
  )
  return rows.map(({ id }) => id)
}

const brokenEffects = async ({ db, organizationId }: Tx): Promise<Home['effects']> => {
  const { rows } = await sql<Home['effects'][number]>`
    select id, kind, state, reason, lead_id as "leadId", coalesce(finished_at, created_at) as at from effect
    where organization_id = ${organizationId} and state in ('dead', 'unknown', 'failed')
    order by created_at desc, id desc limit ${SHOWN}`.execute(db)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

const heldCounts = async ({ db, organizationId }: Tx): Promise<Home['held']> => {
  const { rows } = await sql<{ quarantined: string; spam: string }>`
    select count(*) filter (where kind = 'quarantined') as quarantined, count(*) filter (where kind = 'spam') as spam
    from held_submission where organization_id = ${organizationId} and state = 'held'`.execute(db)
  return { quarantined: Number(rows[0]?.quarantined ?? 0), spam: Number(rows[0]?.spam ?? 0) }
}

/** What is left before leads flow, in the order in which it is best done. */
const checklistOf = async ({ db, organizationId }: Tx): Promise<Home['checklist']> => {
  const { rows } = await sql<Record<ChecklistStep, boolean>>`
    select
      exists (select 1 from campaign where organization_id = ${organizationId} and status = 'active') as campaign,
      exists (select 1 from campaign where organization_id = ${organizationId} and allowed_origins <> '[]') as capture,
      exists (select 1 from product where organization_id = ${organizationId}) as products,
      exists (select 1 from office where organization_id = ${organizationId}) as offices,
      (select count(*) > 1 from member where organization_id = ${organizationId} and status = 'approved') as team,
      exists (select 1 from connection where organization_id = ${organizationId} and kind = 'slack') as notifications,
      exists (select 1 from lead where organization_id = ${organizationId}) as first_lead`.execute(db)
  return Object.entries(rows[0]!).map(([step, done]) => ({ step: step as ChecklistStep, done }))
}

/** What needs the one who asks, now. */
export const readHome = (ctx: Context): Promise<Home> =>
  inOrganization(ctx, async (tx) => ({
    late: await queueOf(tx, { owner: ['me'], response: 'late' }, 'response_due_at'),
    fresh: await queueOf(tx, { owner: ['me'], response: 'due' }, 'response_due_at'),
    overdue: await queueOf(tx, { owner: ['me'], nextStep: 'overdue' }, 'next_step_at'),
    upcoming: await queueOf(tx, { owner: ['me'], nextStep: 'soon' }, 'next_step_at'),
    waiting: await queueOf(tx, { waiting: true }, 'waiting_since'),
    effects: await brokenEffects(tx),
    held: await heldCounts(tx),
    checklist: await checklistOf(tx),
  }))
