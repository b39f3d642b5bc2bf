import type { TrainingOutcome } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** What the organization chose, and how its last training went. */
export type ForecastChoices = {
  readonly gate: { readonly won: number; readonly lost: number }
  readonly highFrom: number
  /** Later than `finishedAt` while a training is under way or waits for the worker. */
  readonly askedAt: string | null
  readonly finishedAt: string | null
  readonly outcome: TrainingOutcome | null
  readonly why: string
}

type Row = {
  gate_won: number
  gate_lost: number
  high_from: number
  asked_at: string | null
  finished_at: string | null
  outcome: TrainingOutcome | null
  why: string
}

const iso = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())

export const readChoices = async ({ db, organizationId }: Tx): Promise<ForecastChoices> => {
  const { rows } = await sql<Row>`
    select gate_won, gate_lost, high_from, asked_at, finished_at, outcome, why from forecast
    where organization_id = ${organizationId}`.execute(db)
  const [row] = rows
  return {
    gate: { won: row?.gate_won ?? 40, lost: row?.gate_lost ?? 40 },
    highFrom: row?.high_from ?? 0.7,
    askedAt: iso(row?.asked_at ?? null),
    finishedAt: iso(row?.finished_at ?? null),
    outcome: row?.outcome ?? null,
    why: row?.why ?? '',
  }
}

export const noteAsked = ({ db, organizationId, now }: Tx) =>
  sql`insert into forecast (organization_id, asked_at) values (${organizationId}, ${new Date(now)})
      on conflict (organization_id) do update set asked_at = excluded.asked_at`.execute(db)

/** How a training ended; whoever waits for it is told. */
export const noteFinished = async (tx: Tx, outcome: TrainingOutcome, why: string): Promise<void> => {
  const { db, organizationId, now } = tx
  await sql`
    insert into forecast (organization_id, asked_at, finished_at, outcome, why)
    values (${organizationId}, ${new Date(now)}, ${new Date(now)}, ${outcome}, ${why})
    on conflict (organization_id) do update
      set finished_at = excluded.finished_at, outcome = excluded.outcome, why = excluded.why`.execute(db)
  tx.changed('forecast')
}
