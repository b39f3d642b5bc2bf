import type { CompiledRouting } from './compile-routing.ts'
import type { Decision } from './decide-route.ts'
import { shareChanges } from './fair-choice.ts'

/** The fairness state of one pool: by member id what the member is owed, in lead units (`LEAD_UNITS` is one lead). */
export type PoolShares = Readonly<Record<string, number>>

export type Load = {
  /** Open leads by member id; a member not named has none. */
  readonly open: Readonly<Record<string, number>>
  /** By pool key. A pool or a member not named starts even. */
  readonly shares: Readonly<Record<string, PoolShares>>
}

/** What one decision changes; adding deltas in any order gives the same load. */
export type LoadDelta = {
  readonly memberId: string
  /** Null for a campaign's own owner, whose leads count as load but take no turn. */
  readonly pool: string | null
  readonly shares: PoolShares
}

/** The load in the shape decisions are taken from: by member index, and by pool index and member index. Changed in place. */
export type RoutingState = {
  readonly open: number[]
  readonly shares: number[][]
  /** Pools whose shares changed since `openState`. */
  readonly touched: Set<number>
}

const whole = (value: number | undefined, what: string): number => {
  if (value === undefined) return 0
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a whole number, not ${value}`)
  return value
}

/** @throws RangeError when a count or a share is not a safe integer. */
export const openState = ({ members, pools }: CompiledRouting, load: Load): RoutingState => ({
  open: members.map(({ id }) => whole(load.open[id], `the open leads of ${id}`)),
  shares: pools.map(({ key }) =>
    members.map(({ id }) => whole(load.shares[key]?.[id], `the share of ${id} in ${key}`)),
  ),
  touched: new Set(),
})

const poolShares = (
  { members, pools }: CompiledRouting,
  shares: readonly number[],
  pool: number,
): PoolShares =>
  Object.fromEntries(
    (pools[pool]?.members ?? [])
      .filter((i) => shares[i] !== 0)
      .map((i) => [members[i]?.id ?? '', shares[i] ?? 0]),
  )

/** The shares of the pools that changed, by pool key: what to store after a batch. */
export const touchedShares = (routing: CompiledRouting, { shares, touched }: RoutingState): Load['shares'] =>
  Object.fromEntries(
    [...touched].map((pool) => [
      routing.pools[pool]?.key ?? '',
      poolShares(routing, shares[pool] ?? [], pool),
    ]),
  )

/** The state as plain data. Members and pools that the team no longer has are forgotten. */
export const loadOf = (routing: CompiledRouting, { open, shares }: RoutingState): Load => ({
  open: Object.fromEntries(routing.members.map(({ id }, i) => [id, open[i] ?? 0])),
  shares: Object.fromEntries(
    routing.pools
      .map(({ key }, pool) => [key, poolShares(routing, shares[pool] ?? [], pool)] as const)
      .filter(([, pool]) => Object.keys(pool).length > 0),
  ),
})

/** Counts a decision in, so that the next one sees it. A lead that got nobody changes nothing. */
export const applyDecision = (
  { weights }: CompiledRouting,
  state: RoutingState,
  decision: Decision,
): void => {
  const { member, pool, available } = decision
  if (member < 0) return
  state.open[member] = (state.open[member] ?? 0) + 1
  const shares = state.shares[pool]
  if (shares === undefined) return
  const changes = shareChanges({ weights, available }, member)
  for (let k = 0; k < available.length; k++) shares[available[k]!]! += changes[k]!
  state.touched.add(pool)
}

/** The same as plain data, for a store that adds instead of overwriting; null when nothing changes. */
export const deltaOf = (
  { members, pools, weights }: CompiledRouting,
  decision: Decision,
): LoadDelta | null => {
  const { member, pool, available } = decision
  const memberId = members[member]?.id
  if (memberId === undefined) return null
  const changes = pool < 0 ? [] : shareChanges({ weights, available }, member)
  return {
    memberId,
    pool: pools[pool]?.key ?? null,
    shares: Object.fromEntries(
      available.map((i, k) => [members[i]?.id ?? '', changes[k] ?? 0] as const).filter(([, by]) => by !== 0),
    ),
  }
}
