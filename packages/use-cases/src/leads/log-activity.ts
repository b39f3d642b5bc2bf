import { AppError, type LeadsChanged, type LogActivity } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'
import { openBoxes } from './lead-boxes.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { saveChanges } from './save-changes.ts'

/** What reaches the person. A note does not. */
const REACHES = new Set<LogActivity['kind']>([
  'email_sent',
  'call_made',
  'meeting_scheduled',
  'proposal_sent',
])

/** Clocks of browsers run a little ahead. */
const AHEAD = 5 * 60_000

/**
 * Writes down a note, a call, a mail, a meeting or a proposal that was sent. The first that reaches the person keeps the
 * promised answer and makes a new lead a contacted one.
 */
export const logActivity = (
  ctx: Context,
  { id, kind, text, at, metadata }: LogActivity,
): Promise<LeadsChanged> =>
  inOrganization(ctx, async (tx) => {
    const occurredAt = at === undefined ? tx.now : new Date(at).getTime()
    if (occurredAt > tx.now + AHEAD)
      throw new AppError('VALIDATION_ERROR', 'This lies in the future. Plan it as the next step.', {
        field: 'at',
      })
    if (kind === 'note_added' && text === '')
      throw new AppError('VALIDATION_ERROR', 'Write the note.', { field: 'text' })
    await lockLoad(tx)
    const lead = await openOneLead(tx, id, undefined)
    const { key } = await openBoxes(tx, id)
    tx.record({
      type: 'activity.logged',
      leadId: id,
      contactId: lead.contactId,
      campaignId: lead.campaignId,
      occurredAt,
      payload: { kind },
      secret: { key, value: { text, ...(metadata ? { metadata } : {}) } },
    })
    const { state } = lead
    if (REACHES.has(kind)) {
      const firstContactedAt = Math.min(state.firstContactedAt ?? occurredAt, occurredAt)
      const stage = state.stage === 'new' ? ('contacted' as const) : state.stage
      const currency = await currencyOf(tx)
      await saveChanges(tx, [{ lead, after: { ...state, firstContactedAt, stage }, deals: [] }], { currency })
    } else
      await sql`update lead set updated_at = ${new Date(tx.now)}
        where organization_id = ${tx.organizationId} and id = ${id}`.execute(tx.db)
    tx.changed('leads')
    tx.changed(`lead:${id}`)
    return changedOne(tx, id)
  })
