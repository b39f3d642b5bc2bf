import { AppError } from '@tributary/contracts'
import { HeldSubmissionSchema } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { captureDoorOf } from './capture-door.ts'
import type { DoorRequest } from './door-request.ts'
import { openHeld } from './held-box.ts'

export type HeldDecision = { readonly ids: readonly string[]; readonly decision: 'release' | 'discard' }

/** What became of each: a release can find that the person has become a lead in the meantime. */
export type HeldResult = {
  readonly id: string
  readonly result: 'released' | 'duplicate' | 'discarded' | 'already_decided' | 'refused'
  readonly leadId?: string
}

/** Reads submissions that are still held and makes of each the request that it was. */
export const readHeld = (
  ctx: Context,
  ids: readonly string[],
  decidedBy: string | null,
): Promise<Map<string, DoorRequest>> =>
  inOrganization(ctx, async ({ em, keys, organizationId }) => {
    const rows = await em.find(HeldSubmissionSchema, { id: { $in: [...ids] }, state: 'held' })
    return new Map(
      rows.map((row) => {
        const box = openHeld(keys, row.id, row.wrappedKey, row.sealed)
        return [
          row.id,
          {
            body: box.body,
            warnings: box.warnings,
            caller: { kind: 'system', organizationId },
            way: box.way,
            ip: box.ip,
            userAgent: box.userAgent,
            held: { heldId: row.id, publicId: row.publicId, kind: row.kind, decidedBy },
          } satisfies DoorRequest,
        ]
      }),
    )
  })

const release = async (ctx: Context, id: string, request: DoorRequest | undefined): Promise<HeldResult> => {
  if (!request) return { id, result: 'already_decided' }
  try {
    const answer = await captureDoorOf(ctx.product).submit({
      ...request,
      skipLimits: true,
      ...(ctx.now === undefined ? {} : { now: ctx.now }),
    })
    return { id, result: answer.kind === 'duplicate' ? 'duplicate' : 'released', leadId: answer.id }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { id, result: error.code === 'CONFLICT' ? 'already_decided' : 'refused' }
  }
}

const discard = (ctx: Context, ids: readonly string[]): Promise<HeldResult[]> =>
  inOrganization(ctx, async ({ em, now, actor, record, audit, changed }) => {
    const rows = await em.find(HeldSubmissionSchema, { id: { $in: [...ids] }, state: 'held' })
    for (const row of rows) {
      row.state = 'discarded'
      row.decidedAt = new Date(now)
      row.decidedBy = actor.kind === 'member' ? actor.memberId : null
      record({
        type: 'submission.decided',
        campaignId: row.campaignId,
        payload: { heldId: row.id, kind: row.kind, decision: 'discarded' },
      })
      audit({ action: 'submission.discarded', targetKind: 'held_submission', targetId: row.id })
    }
    if (rows.length > 0) changed('campaigns')
    const found = new Set(rows.map((row) => row.id))
    return ids.map((id) => ({
      id,
      result: found.has(id) ? ('discarded' as const) : ('already_decided' as const),
    }))
  })

/** A person lets submissions in that were kept aside, whatever the limits say, or throws them away. */
export const decideHeld = async (ctx: Context, { ids, decision }: HeldDecision): Promise<HeldResult[]> => {
  if (decision === 'discard') return discard(ctx, ids)
  const requests = await readHeld(ctx, ids, ctx.actor.kind === 'member' ? ctx.actor.memberId : null)
  const results = await Promise.all(ids.map((id) => release(ctx, id, requests.get(id))))
  await inOrganization(ctx, async ({ audit, changed }) => {
    for (const { id, result } of results)
      if (result === 'released')
        audit({ action: 'submission.released', targetKind: 'held_submission', targetId: id })
    changed('campaigns')
    changed('leads')
  })
  return results
}
