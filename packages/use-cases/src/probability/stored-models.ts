import type { WinModel } from '@tributary/deal-probability'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { Trained, TrainingVerdict } from './train-both.ts'

export type StoredModel = {
  readonly id: string
  readonly version: string
  readonly trainedAt: string
  readonly value: WinModel
}

/** The live model; a model that abstains is live too, and tells nothing. */
export const readLiveModel = async ({ db, organizationId }: Tx): Promise<StoredModel | null> => {
  const { rows } = await sql<{ id: string; version: string; trained_at: string; value: WinModel }>`
    select id, version, trained_at, value from win_model
    where organization_id = ${organizationId} and state = 'live'`.execute(db)
  const [row] = rows
  return row
    ? {
        id: row.id,
        version: row.version,
        trainedAt: new Date(row.trained_at).toISOString(),
        value: row.value,
      }
    : null
}

/** The live model as the next one is held against it; null while none tells more than base rates. */
export const readHeldModel = async ({ db, organizationId }: Tx): Promise<WinModel | null> => {
  const { rows } = await sql<{ held: WinModel }>`
    select held from win_model
    where organization_id = ${organizationId} and state = 'live' and not abstains`.execute(db)
  return rows[0]?.held ?? null
}

/** Whether the newest model is this one, and did not go live: it is not kept once more each night. */
export const wasRejected = async ({ db, organizationId }: Tx, version: string): Promise<boolean> => {
  const { rows } = await sql<{ version: string; state: string }>`
    select version, state from win_model where organization_id = ${organizationId}
    order by trained_at desc, id desc limit 1`.execute(db)
  return rows[0]?.state === 'rejected' && rows[0].version === version
}

export type NewModel = Pick<Trained, 'model' | 'held'> & {
  readonly state: 'live' | 'rejected'
  readonly why: string
  readonly verdict: TrainingVerdict | null
  readonly memberId: string | null
}

/** Keeps a model; one that goes live takes the place of the one before it. */
export const keepModel = async (tx: Tx, next: NewModel): Promise<string> => {
  const { db, organizationId } = tx
  const id = tx.newId()
  if (next.state === 'live')
    await sql`update win_model set state = 'retired' where organization_id = ${organizationId} and state = 'live'`.execute(
      db,
    )
  const { model, held, verdict } = next
  await sql`
    insert into win_model (organization_id, id, version, state, abstains, trained_at, member_id, why, verdict, value, held)
    values (${organizationId}, ${id}, ${model.version}, ${next.state}, ${model.fit === null}, ${new Date(tx.now)},
      ${next.memberId}, ${next.why}, ${JSON.stringify(verdict)}::jsonb, ${JSON.stringify(model)}::jsonb,
      ${JSON.stringify(held)}::jsonb)`.execute(db)
  await forgetOldModels(tx)
  return id
}

const KEPT = 60

/** The newest sixty stay, and every one by which an estimate still stands. */
const forgetOldModels = ({ db, organizationId }: Tx) =>
  sql`delete from win_model m where m.organization_id = ${organizationId} and m.state <> 'live'
      and m.id in (select id from win_model where organization_id = ${organizationId}
        order by trained_at desc, id desc offset ${KEPT})
      and not exists (select 1 from win_estimate e where e.organization_id = m.organization_id and e.model_id = m.id)`.execute(
    db,
  )
