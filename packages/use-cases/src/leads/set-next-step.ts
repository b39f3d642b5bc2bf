import type { LeadsChanged, SetNextStep } from '@tributary/contracts'
import { sealJson } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { openBoxes } from './lead-boxes.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { nextStepPlace } from './present-lead.ts'

/** What comes next with this lead, and when; or that it was done. The words are sealed, the day is not. */
export const setNextStep = (
  ctx: Context,
  { id, step, done, expectedUpdatedAt }: SetNextStep,
): Promise<LeadsChanged> =>
  inOrganization(ctx, async (tx) => {
    const lead = await openOneLead(tx, id, expectedUpdatedAt)
    const { key } = await openBoxes(tx, id)
    const at = step ? new Date(step.at) : null
    const sealed = step ? sealJson(key, nextStepPlace(tx.organizationId, id), step.text) : null
    await sql`update lead set next_step_at = ${at}, next_step_sealed = ${sealed}, updated_at = ${new Date(tx.now)}
      where organization_id = ${tx.organizationId} and id = ${id}`.execute(tx.db)
    const about = { leadId: id, contactId: lead.contactId, campaignId: lead.campaignId }
    if (done) tx.record({ type: 'lead.next_step_set', ...about, payload: { at: null, done: true } })
    if (step || !done)
      tx.record({
        type: 'lead.next_step_set',
        ...about,
        // One instant holds both facts; the new step comes after the done one.
        occurredAt: done ? tx.now + 1 : tx.now,
        payload: { at: at?.toISOString() ?? null, done: false },
        ...(step ? { secret: { key, value: { text: step.text } } } : {}),
      })
    tx.changed('leads')
    tx.changed(`lead:${id}`)
    return changedOne(tx, id)
  })
