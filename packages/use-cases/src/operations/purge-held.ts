import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'

const DAY = 86_400_000
/** So long a person can let in what was taken for spam, and look up what was decided. */
export const HELD_DAYS = 30
const AT_ONCE = 500

type Old = { id: string; campaign_id: string; kind: 'quarantined' | 'spam'; state: string }

/** Spam that nobody looked at, and what was decided. Over the limit is no fault: that waits for a person however long. */
const oldOnes = async ({ db, organizationId, now }: Tx): Promise<Old[]> => {
  const before = new Date(now - HELD_DAYS * DAY)
  const { rows } = await sql<Old>`
    select id, campaign_id, kind, state from held_submission
    where organization_id = ${organizationId} and sealed <> ''
      and (state = 'held' and kind = 'spam' and received_at < ${before}
        or state <> 'held' and decided_at < ${before})
    order by id limit ${AT_ONCE} for update skip locked`.execute(db)
  return rows
}

const purgeSome = (context: Context): Promise<number> =>
  inOrganization(context, async (tx) => {
    const old = await oldOnes(tx)
    if (old.length === 0) return 0
    await sql`
      update held_submission set wrapped_key = '', sealed = '',
        decided_at = coalesce(decided_at, ${new Date(tx.now)}),
        state = case state when 'held' then 'discarded' else state end
      where organization_id = ${tx.organizationId} and id = any(${old.map(({ id }) => id)}::uuid[])`.execute(
      tx.db,
    )
    const undecided = old.filter(({ state }) => state === 'held')
    for (const { id, campaign_id, kind } of undecided)
      tx.record({
        type: 'submission.decided',
        campaignId: campaign_id,
        payload: { heldId: id, kind, decision: 'discarded' },
      })
    if (undecided.length > 0) tx.changed('campaigns')
    tx.audit({ action: 'submissions.purged', targetKind: 'held_submission', meta: { count: old.length } })
    return old.length
  })

/**
 * Empties what was held and had its time: spam after 30 days, and what a person let in or threw away 30 days after that.
 * The key goes with the words. The rows stay, for the ledger and whoever was promised a status speak of them.
 */
export const purgeHeld = async (context: Context): Promise<{ readonly purged: number }> => {
  let purged = 0
  for (;;) {
    const some = await purgeSome(context)
    purged += some
    if (some < AT_ONCE) return { purged }
  }
}
