import type { WinModel } from '@tributary/deal-probability'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { Trained, TrainingVerdict } from './train-both.ts'

/** What a model is called by. */
type Named = { readonly id: string; readonly version: string; readonly trainedAt: string }
export type StoredModel = Named & { readonly value: WinModel }

const readLive = async <More extends object>(
  { db, organizationId }: Tx,
  more: 'value' | 'abstains',
): Promise<(Named & More) | null> => {
  const { rows } = await sql<Named & More>`
    select id, version, trained_at as "trainedAt", ${sql.ref(more)} from win_model
    where organization_id = ${organizationId} and state = 'live'`.execute(db)
  const [row] = rows
  return row ? { ...row, trainedAt: new Date(row.trainedAt).toISOString() } : null
}

/** The live model; a model that abstains is live too, and tells nothing. */
export const readLiveModel = (tx: Tx): Promise<StoredModel | null> =>
  readLive<Pick<StoredModel, 'value'>>(tx, 'value')

/** What the live model is called and whether it tells anything, without the model itself. */
export const readLiveName = (tx: Tx): Promise<(Named & { readonly abstains: boolean }) | null> =>
  readLive<{ readonly abstains: boolean }>(tx, 'abstains')

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
