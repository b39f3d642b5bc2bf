import type { SeenTouch } from '@tributary/contracts'
import type { Tx } from '../in-organization.ts'
import type { StoredTouch } from './deal-journey.ts'

const namesOf = async ({ db, organizationId }: Tx, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Touches as a person reads them, each campaign under its name of today. */
export const presentTouches = async (tx: Tx, touches: readonly StoredTouch[]): Promise<SeenTouch[]> => {
  const names = await namesOf(tx, [...new Set(touches.flatMap(([, , campaignId]) => campaignId ?? []))])
  return touches.map(([at, channel, campaignId, source, content, milestone]) => ({
    at: new Date(at).toISOString(),
    channel,
    source,
    content,
    campaign: campaignId === null ? null : { id: campaignId, name: names.get(campaignId) ?? '' },
    isLead: milestone === 1,
  }))
}
