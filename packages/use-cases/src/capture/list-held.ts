import { HeldSubmissionSchema } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { openHeld } from './held-box.ts'

export type HeldListInput = {
  readonly campaignId?: string
  readonly kind?: 'quarantined' | 'spam'
  readonly limit: number
  /** The last id of the page before. */
  readonly after?: string
}

export type HeldSubmission = {
  readonly id: string
  readonly campaignId: string
  readonly kind: 'quarantined' | 'spam'
  readonly reason: string
  readonly receivedAt: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly company: string | null
  readonly message: string | null
}

/** What is kept aside and waits for a decision, oldest first. */
export const listHeld = (
  ctx: Context,
  { campaignId, kind, limit, after }: HeldListInput,
): Promise<{ items: HeldSubmission[]; total: number }> =>
  inOrganization(ctx, async ({ em, keys }) => {
    const where = { state: 'held' as const, ...(campaignId ? { campaignId } : {}), ...(kind ? { kind } : {}) }
    const rows = await em.find(
      HeldSubmissionSchema,
      { ...where, ...(after ? { id: { $gt: after } } : {}) },
      { orderBy: { id: 'asc' }, limit },
    )
    const items = rows.map((row) => {
      const { body } = openHeld(keys, row.id, row.wrappedKey, row.sealed)
      return {
        id: row.id,
        campaignId: row.campaignId,
        kind: row.kind,
        reason: row.reason,
        receivedAt: row.receivedAt.getTime(),
        firstName: body.contact.firstName,
        lastName: body.contact.lastName,
        email: body.contact.email,
        company: body.contact.company ?? null,
        message: body.lead_details?.message ?? null,
      }
    })
    return { items, total: await em.count(HeldSubmissionSchema, where) }
  })
