import {
  notFound,
  type ReadWinModel,
  type WinModelCard,
  type WinModelLine,
  type WinModelReading,
  type WinModelState,
} from '@tributary/contracts'
import { type WinModel, winsBand } from '@tributary/deal-probability'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readWinWords, type WinWords } from './win-words.ts'

type Row = {
  id: string
  version: string
  state: WinModelState
  abstains: boolean
  trained_at: string
  member: string | null
  why: string
  rows: number
}

const SHOWN = 30

const lineOf = (row: Row): WinModelLine => ({
  id: row.id,
  version: row.version,
  state: row.state,
  abstains: row.abstains,
  trainedAt: new Date(row.trained_at).toISOString(),
  by: row.member,
  why: row.why,
  rows: row.rows,
})

const readLines = async ({ db, organizationId }: Tx, id?: string): Promise<WinModelLine[]> => {
  const { rows } = await sql<Row>`
    select m.id, m.version, m.state, m.abstains, m.trained_at, p.name as member, m.why,
      (m.value -> 'card' ->> 'rows')::int as rows
    from win_model m left join member p on p.organization_id = m.organization_id and p.id = m.member_id
    where m.organization_id = ${organizationId} ${id ? sql`and m.id = ${id}` : sql``}
    order by m.trained_at desc, m.id desc limit ${SHOWN}`.execute(db)
  return rows.map(lineOf)
}

const iso = (at: number): string => new Date(at).toISOString()

const cardOf = (line: WinModelLine, { card, gate, features }: WinModel, words: WinWords): WinModelCard => {
  const { metrics } = card
  return {
    ...line,
    won: card.won,
    lost: card.lost,
    from: card.from === null ? null : iso(card.from),
    to: card.to === null ? null : iso(card.to),
    metrics: metrics && {
      judgedOn: metrics.judgedOn,
      rows: metrics.rows,
      won: metrics.won,
      from: iso(metrics.from),
      to: iso(metrics.to),
      auc: metrics.auc,
      logLoss: metrics.logLoss,
      baseLogLoss: metrics.baseLogLoss,
      brier: metrics.brier,
      baseBrier: metrics.baseBrier,
      skill: metrics.skill,
      expectedWins: metrics.expectedWins,
      winsLow: metrics.winsLow,
      winsHigh: metrics.winsHigh,
      bins: [...metrics.reliability.bins],
      error: metrics.reliability.error,
      errorIfPerfect: metrics.reliability.errorIfPerfect,
    },
    coefficients: card.topCoefficients.map(({ name, ...rest }) => ({ label: words.column(name), ...rest })),
    shape: card.chosen?.shape ?? null,
    doesNotKnow: card.doesNotKnow.map(words.sentence),
    reads: features.map(({ name }) => words.label(name)),
    gate,
  }
}

const readCard = async (tx: Tx, id: string): Promise<WinModelCard> => {
  const [line] = await readLines(tx, id)
  if (!line) throw notFound('model')
  const { rows } = await sql<{ value: WinModel }>`
    select value - 'fit' as value from win_model where organization_id = ${tx.organizationId} and id = ${id}`.execute(
    tx.db,
  )
  return cardOf(line, rows[0]!.value, await readWinWords(tx))
}

const LATELY = 1000

/** What was told last before the close, and what came of it. */
const readSince = async ({ db, organizationId }: Tx): Promise<WinModelReading['since']> => {
  // Each end is walked back along its index, no further than to the first model: nothing was told before.
  const ended = (stage: 'won' | 'lost') => sql`(
    select e.probability, d.stage = 'won' as won, d.closed_at from deal d
    join win_estimate e on e.organization_id = d.organization_id and e.deal_id = d.id
    where d.organization_id = ${organizationId} and d.stage = ${stage} and d.stage <> 'open' and d.deleted_at is null
      and e.estimated_at <= d.closed_at
      and d.closed_at >= (select min(trained_at) from win_model where organization_id = ${organizationId})
    order by d.closed_at desc limit ${LATELY})`
  const { rows } = await sql<{ probability: number; won: boolean }>`
    select probability, won from (${ended('won')} union all ${ended('lost')}) told
    order by closed_at desc limit ${LATELY}`.execute(db)
  const told = rows.map(({ probability }) => probability)
  return {
    closed: rows.length,
    expected: told.reduce((sum, p) => sum + p, 0),
    won: rows.filter(({ won }) => won).length,
    ...winsBand(told),
  }
}

/** A model's card, the models there were, and how the estimates came true. */
export const readModel = (ctx: Context, { id }: ReadWinModel): Promise<WinModelReading> =>
  inOrganization(ctx, async (tx) => {
    const models = await readLines(tx)
    const asked = id ?? models.find(({ state }) => state === 'live')?.id
    return {
      card: asked === undefined ? null : await readCard(tx, asked),
      models,
      since: await readSince(tx),
    }
  })
