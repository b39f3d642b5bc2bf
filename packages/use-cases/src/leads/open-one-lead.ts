import { whyNotWriteLead } from '@tributary/access'
import { AppError, type LeadsChanged, notFound } from '@tributary/contracts'
import type { Tx } from '../in-organization.ts'
import { type HeldLead, holdLeads, refuseStale } from './open-for-change.ts'
import { readLeadRows } from './read-leads.ts'

/**
 * Holds one lead for a change by whoever asks.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT when it was changed since it was read.
 */
export const openOneLead = async (tx: Tx, id: string, expected: string | undefined): Promise<HeldLead> => {
  const [lead] = await holdLeads(tx, [id])
  if (!lead || lead.state.deletedAt !== null) throw notFound('lead')
  const { actor } = tx
  const why =
    actor.kind === 'member' ? whyNotWriteLead(actor.role, actor.memberId, lead.state.ownerId) : undefined
  if (why !== undefined) throw new AppError('FORBIDDEN', why)
  await refuseStale(tx, lead, expected)
  return lead
}

/** The answer after one lead was changed, with what takes the change back. */
export const changedOne = async (tx: Tx, id: string, undoId: string | null): Promise<LeadsChanged> => ({
  changed: 1,
  unchanged: 0,
  failures: [],
  warnings: [],
  undoId,
  leads: tx.unattended ? [] : (await readLeadRows(tx, [id])).map(({ lead }) => lead),
})
