import { AppError, type LeadsChanged, type LogActivity } from '@tributary/contracts'
import { sql } from 'kysely'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'
import { openBoxes } from './lead-boxes.ts'
import type { LeadState } from './open-for-change.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { saveChanges } from './save-changes.ts'
import { keepOneUndo } from './undo-record.ts'

/** What reaches the person. A note does not. */
export const REACHES = new Set<LogActivity['kind']>([
  'email_sent',
  'call_made',
  'meeting_scheduled',
  'proposal_sent',
])

export type UndoneActivity = {
  readonly id: string
  readonly eventId: string
  readonly kind: LogActivity['kind']
  /** The stage that it moved the lead out of, and into; null when it moved nothing. */
  readonly stage: { readonly before: LeadState['stage']; readonly after: LeadState['stage'] } | null
}

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
    const eventId = tx.record({
      type: 'activity.logged',
      leadId: id,
      contactId: lead.contactId,
      campaignId: lead.campaignId,
      occurredAt,
      payload: { kind },
      secret: { key, value: { text, ...(metadata ? { metadata } : {}) } },
    })
    const { state } = lead
    let moved: UndoneActivity['stage'] = null
    if (REACHES.has(kind)) {
      const firstContactedAt = Math.min(state.firstContactedAt ?? occurredAt, occurredAt)
      const stage = state.stage === 'new' ? ('contacted' as const) : state.stage
      if (stage !== state.stage) moved = { before: state.stage, after: stage }
      const currency = await currencyOf(tx)
      await saveChanges(tx, [{ lead, after: { ...state, firstContactedAt, stage }, deals: [] }], { currency })
    } else
      await sql`update lead set updated_at = ${new Date(tx.now)}
        where organization_id = ${tx.organizationId} and id = ${id}`.execute(tx.db)
    tx.changed('leads')
    tx.changed(`lead:${id}`)
    const undoId = await keepOneUndo(
      tx,
      'activity',
      (): UndoneActivity => ({ id, eventId, kind, stage: moved }),
    )
    return changedOne(tx, id, undoId)
  })
