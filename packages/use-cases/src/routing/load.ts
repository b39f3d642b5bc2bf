import type { Review, Stage } from '@tributary/contracts'
import { isClosed } from '@tributary/leads'
import type { Load } from '@tributary/routing'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

export type LoadBearing = {
  readonly ownerId: string | null
  readonly stage: Stage
  readonly review: Review
  readonly deleted: boolean
}

/** Whose load a lead counts in: its owner's, while it is open. Won, lost, rejected and deleted leads weigh nothing. */
export const bearerOf = ({ ownerId, stage, review, deleted }: LoadBearing): string | null =>
  deleted || review === 'rejected' || isClosed(stage) ? null : ownerId

/** The same for rows of `lead l`. */
export const bearsLoad = sql`l.owner_id is not null and l.deleted_at is null and l.review <> 'rejected'
  and l.stage not in ('won', 'lost')`

/** Who holds the lock knows the load: nobody else moves it meanwhile. */
const holding = new WeakMap<object, Load>()

/**
 * Takes the lock the hot door decides under. Take it before any lead is locked, and leads before people, as the door and
 * the pool do: who takes them the other way round waits in a ring.
 */
export const lockLoad = async ({ db, em, organizationId }: Tx): Promise<Load> => {
  const held = holding.get(em)
  if (held) return held
  const { rows } = await sql<{ load: Partial<Load> }>`
    select load from capture_state where organization_id = ${organizationId} for update`.execute(db)
  const { open = {}, shares = {} } = rows[0]?.load ?? {}
  const load = { open, shares }
  holding.set(em, load)
  return load
}

/** How many open leads each member gains or loses. */
export type OpenMoves = ReadonlyMap<string, number>

export const movesBetween = (
  pairs: readonly { readonly before: LoadBearing; readonly after: LoadBearing }[],
): OpenMoves => {
  const moves = new Map<string, number>()
  const add = (memberId: string | null, n: number) => {
    if (memberId !== null) moves.set(memberId, (moves.get(memberId) ?? 0) + n)
  }
  for (const { before, after } of pairs) {
    add(bearerOf(before), -1)
    add(bearerOf(after), 1)
  }
  return new Map([...moves].filter(([, n]) => n !== 0))
}

/**
 * Counts open leads of members up or down, under the lock. A member with none is not named.
 * @throws Error where the lock was not taken before: by now leads are locked, and it would be too late for it.
 */
export const adjustLoad = async (tx: Tx, moves: OpenMoves): Promise<void> => {
  if (moves.size === 0) return
  const held = holding.get(tx.em)
  if (!held) throw new Error('The load is locked before leads are.')
  const { open, shares } = held
  const next: Record<string, number> = { ...open }
  for (const [memberId, n] of moves) next[memberId] = Math.max(0, (next[memberId] ?? 0) + n)
  for (const [memberId, n] of Object.entries(next)) if (n === 0) delete next[memberId]
  await sql`update capture_state set load = ${JSON.stringify({ open: next, shares })}::jsonb
    where organization_id = ${tx.organizationId}`.execute(tx.db)
  holding.set(tx.em, { open: next, shares })
}
