import type { Done } from '@tributary/contracts'
import { localTime, startOfDate } from '@tributary/kernel'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { noteAsked, readChoices } from './forecast-choices.ts'
import { trainingStatus } from './training-status.ts'

/** From this hour of the organization's night on. */
const NIGHT_HOUR = 2

/** Trains as soon as the worker comes to it; `forecast` is told when it is done. */
export const askTraining = (ctx: Context): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const { actor } = tx
    await noteAsked(tx)
    tx.enqueue('win.train', { memberId: actor.kind === 'member' ? actor.memberId : null })
    tx.audit({ action: 'forecast.training_asked', targetKind: 'forecast', targetId: tx.organizationId })
    tx.changed('forecast')
    return { done: true }
  })

const hasClosed = async ({ db, organizationId }: Tx): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from deal where organization_id = ${organizationId} and stage in ('won', 'lost') limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Asks for the night's training, once a night, where anything was ever closed. */
export const wakeTraining = (ctx: Context): Promise<void> =>
  inOrganization(ctx, async (tx) => {
    const { timeZone, today } = await readCalendar(tx)
    const { running, finishedAt } = trainingStatus(await readChoices(tx), tx.now)
    if (localTime(tx.now, timeZone).hour < NIGHT_HOUR) return
    const since = startOfDate(today, timeZone)
    const isDone = finishedAt !== null && Date.parse(finishedAt) >= since
    if (running || isDone || !(await hasClosed(tx))) return
    await noteAsked(tx)
    tx.enqueue('win.train', { memberId: null })
  })
