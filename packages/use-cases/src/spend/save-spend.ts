import { AppError, notFound, type SpendChanged, type SpendFigures, type SpendWay } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** Which line is meant. */
export type SpendPlace = {
  readonly campaignId: string
  readonly day: string
  readonly source: string
  readonly content: string
}
export type SpendLine = SpendPlace & SpendFigures

/** A line before and after; null where there is none. */
export type SpendChange = SpendPlace & {
  readonly before: SpendFigures | null
  readonly after: SpendFigures | null
}

type Row = {
  campaign_id: string
  day: string
  source: string
  content: string
  currency: string
  amount_minor: string
  impressions: string
  clicks: string
}

export const keyOfSpend = ({ campaignId, day, source, content }: SpendPlace): string =>
  JSON.stringify([campaignId, day, source, content])

/** Everybody who writes spend of a campaign waits here, in one order; captures do not. */
const holdCampaigns = async ({ db, organizationId }: Tx, ids: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from campaign where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])
    order by id for no key update`.execute(db)
  if (rows.length < ids.length) throw notFound('campaign')
}

/** What stands there now for the given campaigns and days. */
const readLines = async (
  { db, organizationId }: Tx,
  places: readonly Pick<SpendPlace, 'campaignId' | 'day'>[],
): Promise<SpendLine[]> => {
  const days = [...new Map(places.map((place) => [`${place.campaignId} ${place.day}`, place])).values()]
  const { rows } = await sql<Row>`
    select s.campaign_id, s.day::text as day, s.source, s.content, s.currency, s.amount_minor::text as amount_minor,
      s.impressions::text as impressions, s.clicks::text as clicks
    from unnest(${days.map(({ campaignId }) => campaignId)}::uuid[], ${days.map(({ day }) => day)}::date[])
      as u(campaign_id, day)
    join spend s on s.organization_id = ${organizationId} and s.campaign_id = u.campaign_id and s.day = u.day`.execute(
    db,
  )
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    day: row.day,
    source: row.source,
    content: row.content,
    currency: row.currency,
    amountMinor: Number(row.amount_minor),
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
  }))
}

const figuresOf = ({ currency, amountMinor, impressions, clicks }: SpendFigures): SpendFigures => ({
  currency,
  amountMinor,
  impressions,
  clicks,
})
const placeOf = ({ campaignId, day, source, content }: SpendPlace): SpendPlace => ({
  campaignId,
  day,
  source,
  content,
})

export const sameFigures = (a: SpendFigures | null, b: SpendFigures | null): boolean =>
  a === null || b === null
    ? a === b
    : a.currency === b.currency &&
      a.amountMinor === b.amountMinor &&
      a.impressions === b.impressions &&
      a.clicks === b.clicks

/** The lines that stand at these places, held until the transaction ends. */
export const holdSpend = async (
  tx: Tx,
  places: readonly SpendPlace[],
): Promise<ReadonlyMap<string, SpendLine>> => {
  await holdCampaigns(tx, [...new Set(places.map(({ campaignId }) => campaignId))])
  return new Map((await readLines(tx, places)).map((line) => [keyOfSpend(line), line]))
}

/**
 * What the lines change. `replace` also takes away what the same sources reported for the same days and do not repeat,
 * so that the same file can be read again and again.
 */
export const changesOf = (
  lines: readonly SpendLine[],
  standing: ReadonlyMap<string, SpendLine>,
  replace: boolean,
): SpendChange[] => {
  const said = new Set(lines.map(keyOfSpend))
  const units = new Set(lines.map(({ campaignId, day, source }) => JSON.stringify([campaignId, day, source])))
  const changes = lines.map((line): SpendChange => {
    const before = standing.get(keyOfSpend(line))
    return { ...placeOf(line), before: before ? figuresOf(before) : null, after: figuresOf(line) }
  })
  const gone = replace
    ? [...standing.values()].filter(
        (line) =>
          !said.has(keyOfSpend(line)) && units.has(JSON.stringify([line.campaignId, line.day, line.source])),
      )
    : []
  return [...changes, ...gone.map((line) => ({ ...placeOf(line), before: figuresOf(line), after: null }))]
}

const writeRows = async (
  { db, organizationId, now }: Tx,
  changes: readonly SpendChange[],
  way: SpendWay,
): Promise<void> => {
  const kept = changes.flatMap(({ after, ...place }) => (after ? [{ ...place, ...after }] : []))
  const gone = changes.filter(({ after }) => after === null)
  if (gone.length > 0)
    await sql`
      delete from spend s using unnest(${gone.map(({ campaignId }) => campaignId)}::uuid[],
        ${gone.map(({ day }) => day)}::date[], ${gone.map(({ source }) => source)}::text[],
        ${gone.map(({ content }) => content)}::text[]) as u(campaign_id, day, source, content)
      where s.organization_id = ${organizationId} and s.campaign_id = u.campaign_id and s.day = u.day
        and s.source = u.source and s.content = u.content`.execute(db)
  if (kept.length > 0)
    await sql`
      insert into spend as s (organization_id, campaign_id, day, source, content, amount_minor, currency, impressions,
        clicks, way, updated_at)
      select ${organizationId}::uuid, u.*, ${way}, ${new Date(now)}::timestamptz from unnest(
        ${kept.map(({ campaignId }) => campaignId)}::uuid[], ${kept.map(({ day }) => day)}::date[],
        ${kept.map(({ source }) => source)}::text[], ${kept.map(({ content }) => content)}::text[],
        ${kept.map(({ amountMinor }) => amountMinor)}::bigint[], ${kept.map(({ currency }) => currency)}::text[],
        ${kept.map(({ impressions }) => impressions)}::bigint[], ${kept.map(({ clicks }) => clicks)}::bigint[]) u
      on conflict (organization_id, campaign_id, day, source, content) do update set
        amount_minor = excluded.amount_minor, currency = excluded.currency, impressions = excluded.impressions,
        clicks = excluded.clicks, way = excluded.way, updated_at = excluded.updated_at`.execute(db)
}

const keepUndo = async (tx: Tx, changes: readonly SpendChange[]): Promise<string | null> => {
  if (tx.actor.kind !== 'member' || tx.unattended) return null
  const id = tx.newId()
  await sql`
    insert into undo (organization_id, id, member_id, kind, body, created_at)
    values (${tx.organizationId}, ${id}, ${tx.actor.memberId}, 'spend', ${JSON.stringify(changes)}::jsonb,
      ${new Date(tx.now)})`.execute(tx.db)
  return id
}

/** Writes what differs: rows, ledger events, audit and undo, in this transaction. */
export const saveSpend = async (
  tx: Tx,
  asked: readonly SpendChange[],
  { way, undo = false }: { readonly way: SpendWay; readonly undo?: boolean },
): Promise<SpendChanged> => {
  const changes = asked.filter(({ before, after }) => !sameFigures(before, after))
  const result = {
    added: changes.filter(({ before }) => before === null).length,
    replaced: changes.filter(({ before, after }) => before !== null && after !== null).length,
    removed: changes.filter(({ after }) => after === null).length,
    unchanged: asked.length - changes.length,
  }
  if (changes.length === 0) return { ...result, undoId: null }
  await writeRows(tx, changes, way)
  for (const { campaignId, day, source, content, before, after } of changes)
    tx.record({
      type: 'spend.recorded',
      campaignId,
      payload: { day, source, content, before, after, way, ...(undo ? { undo } : {}) },
    })
  tx.audit({
    action: undo ? 'spend.undo' : 'spend.recorded',
    targetKind: 'campaign',
    targetId: new Set(changes.map(({ campaignId }) => campaignId)).size === 1 ? changes[0]!.campaignId : '',
    before: changes.map(({ before }) => before),
    after: changes.map(({ after }) => after),
    meta: { ...result, way },
  })
  tx.changed('campaigns')
  tx.changed('dashboard')
  return { ...result, undoId: undo ? null : await keepUndo(tx, changes) }
}

/** @throws VALIDATION_ERROR for a day that the organization's calendar has not reached. */
export const refuseFuture = (day: string, today: string, field: string): void => {
  if (day > today)
    throw new AppError('VALIDATION_ERROR', `${day} has not come yet. Record what was spent.`, { field })
}
