import {
  AppError,
  type CountLeads,
  type LeadCount,
  type LeadFilter,
  type LeadPage,
  type LeadRow,
  type LeadSort,
  type ListLeads,
} from '@tributary/contracts'
import { countLeadRows, type LeadQuery, type LeadRecord, readCursor, readLeadPage } from '@tributary/db'
import { matchesQuery } from '@tributary/leads'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { isByWords } from './find-people.ts'
import { leadQueryOf } from './lead-query.ts'
import { type OpenPerson, openPerson, presentLead } from './present-lead.ts'

/** Counted exactly up to here. */
const MOST_COUNTED = 10_000

type Found = { readonly row: LeadRecord; readonly person: OpenPerson | null }

/** The companies of a person's other leads: what a person is found by belongs to the person, not to one lead. */
const companiesOf = async ({ db, organizationId }: Tx, contactId: string): Promise<string[]> => {
  const { rows } = await sql<{ company: string }>`
    select distinct company from lead where organization_id = ${organizationId} and contact_id = ${contactId}
      and company is not null and deleted_at is null limit 50`.execute(db)
  return rows.map((row) => row.company)
}

/** What the tokens found, verified against the words themselves: eight bytes could belong to another word. */
const isMeant = async (tx: Tx, { row, person }: Found, text: string): Promise<boolean> => {
  if (!person) return false
  const { firstName, lastName } = person.box
  if (matchesQuery({ firstName, lastName, company: row.company }, text)) return true
  const company = (await companiesOf(tx, row.contact_id)).join(' ')
  return matchesQuery({ firstName, lastName, company }, text)
}

const verified = async (tx: Tx, rows: readonly LeadRecord[], text: string | undefined): Promise<Found[]> => {
  const found = rows.map((row) => ({ row, person: openPerson(tx, row) }))
  if (text === undefined || !isByWords(text)) return found
  const kept: Found[] = []
  for (const each of found) if (await isMeant(tx, each, text)) kept.push(each)
  return kept
}

export type FoundPage = { readonly found: readonly Found[]; readonly nextCursor: string | null }

/** One page of the query, filled up where verification left rows out. */
export const readVerifiedPage = async (
  tx: Tx,
  query: LeadQuery,
  { text, sort, cursor, size }: { text?: string; sort: LeadSort; cursor: string | null; size: number },
): Promise<FoundPage> => {
  const found: Found[] = []
  let next = cursor
  do {
    const place = next === null ? null : readCursor(next)
    if (place === undefined)
      throw new AppError(
        'VALIDATION_ERROR',
        'This page of the list does not exist. Start at the first one.',
        {
          field: 'cursor',
        },
      )
    const page = await readLeadPage(tx.db, query, sort, place, size - found.length)
    found.push(...(await verified(tx, page.rows, text)))
    next = page.nextCursor
  } while (next !== null && found.length < size)
  return { found, nextCursor: next }
}

/** One page of leads. */
export const listLeads = (ctx: Context, { filter, sort, cursor, size }: ListLeads): Promise<LeadPage> =>
  inOrganization(ctx, async (tx) => {
    const query = await leadQueryOf(tx, filter)
    const page = await readVerifiedPage(tx, query, { text: filter.text, sort, cursor: cursor ?? null, size })
    return {
      items: page.found.map(({ row, person }) => presentLead(tx, row, person)),
      nextCursor: page.nextCursor,
    }
  })

export const countIn = async (tx: Tx, filter: LeadFilter): Promise<LeadCount> => {
  const query = await leadQueryOf(tx, filter)
  const count = await countLeadRows(tx.db, query, MOST_COUNTED + 1)
  return { count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED }
}

/** How many leads a filter finds: exact to 10,000. */
export const countLeads = (ctx: Context, { filter }: CountLeads): Promise<LeadCount> =>
  inOrganization(ctx, (tx) => countIn(tx, filter))

/** These leads as they are now, in the order of the ids; what does not exist is left away. */
export const readLeadRows = async (
  tx: Tx,
  ids: readonly string[],
  deleted = false,
): Promise<{ row: LeadRecord; lead: LeadRow }[]> => {
  if (ids.length === 0) return []
  const query: LeadQuery = {
    organizationId: tx.organizationId,
    me: null,
    now: new Date(tx.now),
    ids: [...ids],
    ...(deleted ? { deleted: true as const } : {}),
  }
  const { rows } = await readLeadPage(tx.db, query, { by: 'captured', direction: 'desc' }, null, ids.length)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ row, lead: presentLead(tx, row) }] : []
  })
}
