import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { KEPT_DAYS } from '../leads/remove-leads.ts'
import { lockTouches } from '../ledger/keep-touches.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'

const DAY = 86_400_000
/** The hot door waits meanwhile. */
const AT_ONCE = 200

type Lying = { id: string; contact_id: string; campaign_id: string }

const lyingSince = async ({ db, organizationId }: Tx, before: Date): Promise<Lying[]> => {
  const { rows } = await sql<Lying>`
    select l.id, l.contact_id, l.campaign_id from lead l
    where l.organization_id = ${organizationId} and l.deleted_at < ${before}
      and not exists (select 1 from event e where e.organization_id = ${organizationId} and e.lead_id = l.id
        and e.type = 'lead.purged')
    order by l.deleted_at limit ${AT_ONCE} for update of l`.execute(db)
  return rows
}

/** What somebody wrote or could be known by; the facts that numbers were made of stay, so that they still add up. */
const emptyLeads = ({ db, organizationId }: Tx, ids: readonly string[]) =>
  sql`update lead set sealed = null, next_step_sealed = null, company = null, service_interest = null,
      urgency_text = null, budget_range = null, timeline = null, tracking = '{}'
    where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(db)

/**
 * Whose last lead it was is forgotten: without the key nothing that was ever sealed about them can be read, and no row
 * tells any more which visits of which browser were theirs.
 */
const forgetPeople = async (tx: Tx, ids: readonly string[], before: Date) => {
  const { db, organizationId, now } = tx
  const { rows } = await sql<{ id: string }>`
    update contact c set wrapped_key = null, sealed = null, email_index = null, phone_index = null,
      erased_at = ${new Date(now)}
    where c.organization_id = ${organizationId} and c.id = any(${[...new Set(ids)]}::uuid[])
      and not exists (select 1 from lead l where l.organization_id = ${organizationId} and l.contact_id = c.id
        and (l.deleted_at is null or l.deleted_at >= ${before}))
    returning c.id`.execute(db)
  const gone = rows.map(({ id }) => id)
  await sql`delete from search_token where organization_id = ${organizationId}
    and contact_id = any(${gone}::uuid[])`.execute(db)
  if (gone.length === 0) return
  await lockTouches(tx)
  await sql`delete from touch where organization_id = ${organizationId}
    and contact_id = any(${gone}::uuid[])`.execute(db)
}

const purgeSome = (context: Context): Promise<number> =>
  inOrganization(context, async (tx) => {
    // The door writes leads of known people under this lock: nobody is forgotten who comes back in this moment.
    await lockLoad(tx)
    const before = new Date(tx.now - KEPT_DAYS * DAY)
    const leads = await lyingSince(tx, before)
    if (leads.length === 0) return 0
    const ids = leads.map(({ id }) => id)
    await emptyLeads(tx, ids)
    const people = leads.map(({ contact_id }) => contact_id)
    await forgetPeople(tx, people, before)
    for (const { id, contact_id, campaign_id } of leads)
      tx.record({
        type: 'lead.purged',
        leadId: id,
        contactId: contact_id,
        campaignId: campaign_id,
        payload: { keptDays: KEPT_DAYS },
        dedupeKey: `purged ${id}`,
      })
    tx.audit({ action: 'leads.purged', targetKind: 'lead', meta: { count: ids.length } })
    return ids.length
  })

/**
 * Empties leads that lay in the bin for longer than they can be brought back. Their rows stay, for the ledger speaks of
 * them; what was told in words, and people of whom no other lead is left, can be read by nobody any more.
 */
export const purgeBin = async (context: Context): Promise<{ readonly purged: number }> => {
  let purged = 0
  for (;;) {
    const some = await purgeSome(context)
    purged += some
    if (some < AT_ONCE) return { purged }
  }
}
