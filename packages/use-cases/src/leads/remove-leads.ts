import type { LeadsChanged, RemoveLeads, RestoreLeads } from '@tributary/contracts'
import type { Context } from '../product.ts'
import { changeLeads, failed } from './change-leads.ts'

/** How long a deleted lead can be brought back. */
export const KEPT_DAYS = 30
const DAY = 86_400_000

/** Deletes leads: they leave every list and number, and can be brought back for 30 days. */
export const removeLeads = (
  ctx: Context,
  { target, expectedUpdatedAt }: RemoveLeads,
): Promise<LeadsChanged> =>
  changeLeads(ctx, target, {
    kind: 'remove',
    ...(expectedUpdatedAt ? { expectedUpdatedAt } : {}),
    prepare: async (tx) => (lead) => ({ kind: 'changed', after: { ...lead.state, deletedAt: tx.now } }),
  })

/** Brings deleted leads back, as they were. */
export const restoreLeads = (ctx: Context, { target }: RestoreLeads): Promise<LeadsChanged> =>
  changeLeads(ctx, target, {
    kind: 'restore',
    deleted: true,
    prepare: async (tx) => (lead) =>
      tx.now - (lead.state.deletedAt ?? 0) > KEPT_DAYS * DAY
        ? failed('too-late', 'VALIDATION_ERROR', `Leads can be brought back for ${KEPT_DAYS} days.`)
        : { kind: 'changed', after: { ...lead.state, deletedAt: null } },
  })
