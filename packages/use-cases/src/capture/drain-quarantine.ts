import { AppError } from '@tributary/contracts'
import { HeldSubmissionSchema } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { captureDoorOf } from './capture-door.ts'
import { readHeld } from './decide-held.ts'

const PAGE = 100

/**
 * Lets in what waits in quarantine, oldest first, as far as the hour of each campaign has room. One at a time and in
 * order: the first that finds no room ends its campaign's turn. What can never come in (its campaign is gone or asks
 * for more now) stays for a person to decide.
 */
export const drainQuarantine = async (ctx: Context): Promise<{ released: number }> => {
  const door = captureDoorOf(ctx.product)
  const campaignIds = await inOrganization(ctx, async ({ em }) => {
    const rows = await em.find(
      HeldSubmissionSchema,
      { state: 'held', kind: 'quarantined' },
      { fields: ['campaignId'] },
    )
    return [...new Set(rows.map((row) => row.campaignId))]
  })
  const oldest = (campaignId: string, after: string | null): Promise<string[]> =>
    inOrganization(ctx, async ({ em }) =>
      (
        await em.find(
          HeldSubmissionSchema,
          { campaignId, state: 'held', kind: 'quarantined', ...(after ? { id: { $gt: after } } : {}) },
          { orderBy: { id: 'asc' }, limit: PAGE, fields: ['id'] },
        )
      ).map((row) => row.id),
    )
  /** Whether there was room; `released` counts what came in. */
  const letIn = async (ids: readonly string[]): Promise<{ released: number; room: boolean }> => {
    const requests = await readHeld(ctx, ids, null)
    let released = 0
    for (const request of requests.values())
      try {
        await door.submit({ ...request, ...(ctx.now === undefined ? {} : { now: ctx.now }) })
        released++
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        if (error.code === 'RATE_LIMITED') return { released, room: false }
      }
    return { released, room: true }
  }
  let released = 0
  for (const campaignId of campaignIds) {
    let page = await oldest(campaignId, null)
    while (page.length > 0) {
      const turn = await letIn(page)
      released += turn.released
      page = turn.room ? await oldest(campaignId, page.at(-1)!) : []
    }
  }
  return { released }
}
