import {
  type DecideHeld,
  type HeldDecided,
  type HeldPage,
  type HeldRow,
  type ListHeld,
  SPAM_REASONS,
  type SpamReason,
} from '@tributary/contracts'
import { decideHeld, type HeldDecision } from '../capture/decide-held.ts'
import { type HeldSubmission, listHeld } from '../capture/list-held.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

const spamWords = {
  honeypot: 'Filled in the field that no person sees',
  too_fast: 'Sent faster than a person types',
  link_flood: 'Full of links',
} as const satisfies Record<SpamReason, string>

const wordsOf = (reason: string): string =>
  (SPAM_REASONS as readonly string[]).includes(reason)
    ? spamWords[reason as SpamReason]
    : 'Came when the campaign was over its hourly limit'

const rowOf = (held: HeldSubmission, names: ReadonlyMap<string, string>): HeldRow => ({
  id: held.id,
  campaign: { id: held.campaignId, name: names.get(held.campaignId) ?? '' },
  kind: held.kind,
  reason: held.reason,
  words: wordsOf(held.reason),
  name: `${held.firstName} ${held.lastName}`.trim(),
  email: held.email,
  company: held.company,
  message: held.message,
  receivedAt: new Date(held.receivedAt).toISOString(),
})

const campaignNames = (ctx: Context): Promise<Map<string, string>> =>
  inOrganization(ctx, async ({ db, organizationId }) => {
    const rows = await db
      .selectFrom('campaign')
      .select(['id', 'name'])
      .where('organization_id', '=', organizationId)
      .execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  })

/** What waits in quarantine or was kept aside as spam, oldest first. */
export const readHeldPage = async (
  ctx: Context,
  { campaignId, kind, cursor, size }: ListHeld,
): Promise<HeldPage> => {
  const { items, total } = await listHeld(ctx, {
    kind,
    limit: size + 1,
    ...(campaignId ? { campaignId } : {}),
    ...(cursor ? { after: cursor } : {}),
  })
  const names = await campaignNames(ctx)
  const shown = items.slice(0, size)
  return {
    items: shown.map((held) => rowOf(held, names)),
    nextCursor: items.length > size ? (shown.at(-1)?.id ?? null) : null,
    count: total,
  }
}

const FAILURES = {
  already_decided: 'Somebody has decided this one already.',
  refused: 'The campaign does not take it any more.',
} as const

const decide = async (
  ctx: Context,
  ids: readonly string[],
  decision: HeldDecision['decision'],
): Promise<HeldDecided> => {
  const results = await decideHeld(ctx, { ids, decision })
  return {
    done: results.filter(({ result }) => !(result in FAILURES)).length,
    failures: results.flatMap(({ id, result }) =>
      result in FAILURES ? [{ id, message: FAILURES[result as keyof typeof FAILURES] }] : [],
    ),
  }
}

/** Lets submissions in; who has become a lead in the meantime is no failure. */
export const releaseHeld = (ctx: Context, { ids }: DecideHeld): Promise<HeldDecided> =>
  decide(ctx, ids, 'release')

/** Throws submissions away. */
export const discardHeld = (ctx: Context, { ids }: DecideHeld): Promise<HeldDecided> =>
  decide(ctx, ids, 'discard')
