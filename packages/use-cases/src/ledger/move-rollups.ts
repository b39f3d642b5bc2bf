import { type RollupDelta, rollupKey } from '@tributary/ledger'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** Moves the daily counts in one statement, in the order of their keys: two folds never wait for each other in a ring. */
export const moveRollups = async (
  { db, organizationId }: Tx,
  deltas: readonly RollupDelta[],
): Promise<void> => {
  if (deltas.length === 0) return
  const sorted = deltas
    .map((delta) => ({ key: rollupKey(delta), delta }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ delta }) => delta)
  await sql`
    insert into rollup as r (organization_id, campaign_id, dimension, day, value, n, total)
    select ${organizationId}, u.* from unnest(
      ${sorted.map((delta) => delta.campaignId)}::uuid[], ${sorted.map((delta) => delta.dimension)}::text[],
      ${sorted.map((delta) => delta.day)}::date[], ${sorted.map((delta) => delta.value)}::text[],
      ${sorted.map((delta) => delta.n)}::bigint[], ${sorted.map((delta) => delta.total)}::bigint[]) u
    on conflict (organization_id, campaign_id, dimension, day, value)
      do update set n = r.n + excluded.n, total = r.total + excluded.total`.execute(db)
}
