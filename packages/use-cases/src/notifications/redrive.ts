import { AppError, notFound, type Redrive, type Redriven } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

const AT_MOST = 1_000
const IN_ONE_JOB = 16

/** Sets dead deliveries going again, with the whole schedule before them: one, or the oldest thousand. */
export const redrive = (context: Context, { id }: Redrive): Promise<Redriven> =>
  inOrganization(context, async (tx) => {
    const { db, organizationId, now } = tx
    const { rows } = await sql<{ id: string }>`
      update effect set state = 'pending', reason = null, next_at = ${new Date(now)}, finished_at = null,
        attempts_before = attempts
      where organization_id = ${organizationId} and id in (
        select id from effect where organization_id = ${organizationId} and state = 'dead'
          and ${id ? sql`id = ${id}` : sql`true`}
        order by id limit ${AT_MOST} for update skip locked
      ) returning id`.execute(db)
    if (id && rows.length === 0) await explainNone(tx.db, organizationId, id)
    const ids = rows.map((row) => row.id).sort()
    for (let i = 0; i < ids.length; i += IN_ONE_JOB)
      tx.enqueue('effect.run', { effectIds: ids.slice(i, i + IN_ONE_JOB) })
    if (ids.length > 0) {
      tx.audit({
        action: 'delivery.redrive',
        targetKind: 'effect',
        targetId: id,
        meta: { count: ids.length },
      })
      tx.changed('effects')
    }
    return { count: ids.length }
  })

const explainNone = async (
  db: Parameters<ReturnType<typeof sql>['execute']>[0],
  organizationId: string,
  id: string,
): Promise<never> => {
  const { rows } =
    await sql`select 1 from effect where organization_id = ${organizationId} and id = ${id}`.execute(db)
  if (rows.length === 0) throw notFound('delivery')
  throw new AppError('CONFLICT', 'Only a delivery that was given up can be sent again.')
}
