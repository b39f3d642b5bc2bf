import { roomFor } from './arrays.ts'

/** Shares that belong to one journey alone, by clock or milestone, and not to its sequence of channels. */
export type OwnShares = 'time-decay' | 'w-shaped'

/**
 * Distinct paths and how often each was seen, in typed arrays: about 50 bytes and 4 per touch, so that a million different
 * paths fit in some 80 MB. Path `p` has the channels `touches[starts[p]]` up to `touches[starts[p + 1]]`.
 */
export type Paths = {
  size: number
  starts: Uint32Array
  touches: Int32Array
  conversions: Float64Array
  value: Float64Array
  nulls: Float64Array
  /** Sum of value²/conversions over the rows of the path: tells the bootstrap how values differ within it. */
  squares: Float64Array
  readonly own: Map<OwnShares, Float64Array>
  hashes: Int32Array
  slots: Int32Array
}

export const openPaths = (own: readonly OwnShares[]): Paths => ({
  size: 0,
  starts: new Uint32Array(1025),
  touches: new Int32Array(4096),
  conversions: new Float64Array(1024),
  value: new Float64Array(1024),
  nulls: new Float64Array(1024),
  squares: new Float64Array(1024),
  own: new Map(own.map((model) => [model, new Float64Array(4096)])),
  hashes: new Int32Array(1024),
  slots: new Int32Array(4096),
})

const grow = (paths: Paths, touches: number): void => {
  const needed = paths.size + 1
  if (needed > paths.conversions.length) {
    paths.starts = roomFor(paths.starts, paths.conversions.length * 2 + 1)
    paths.conversions = roomFor(paths.conversions, needed)
    paths.value = roomFor(paths.value, needed)
    paths.nulls = roomFor(paths.nulls, needed)
    paths.squares = roomFor(paths.squares, needed)
    paths.hashes = roomFor(paths.hashes, needed)
  }
  const end = paths.starts[paths.size]! + touches
  if (end <= paths.touches.length) return
  paths.touches = roomFor(paths.touches, end)
  for (const [model, shares] of paths.own) paths.own.set(model, roomFor(shares, paths.touches.length))
}

/** In place of a hash: the path of one journey alone, which nothing is counted with. */
const UNSHARED = 0

const rehash = (paths: Paths): void => {
  paths.slots = new Int32Array(paths.slots.length * 2)
  const mask = paths.slots.length - 1
  for (let p = 0; p < paths.size; p++) {
    if (paths.hashes[p] === UNSHARED) continue
    let slot = paths.hashes[p]! & mask
    while (paths.slots[slot] !== 0) slot = (slot + 1) & mask
    paths.slots[slot] = p + 1
  }
}

const append = (paths: Paths, ids: Int32Array, count: number): number => {
  grow(paths, count)
  const p = paths.size
  const start = paths.starts[p]!
  for (let i = 0; i < count; i++) paths.touches[start + i] = ids[i]!
  paths.starts[p + 1] = start + count
  paths.size = p + 1
  return p
}

const isPath = (paths: Paths, p: number, ids: Int32Array, count: number): boolean => {
  const start = paths.starts[p]!
  if (paths.starts[p + 1]! - start !== count) return false
  for (let i = 0; i < count; i++) if (paths.touches[start + i] !== ids[i]) return false
  return true
}

/** The number of the path with these channels, new or known. */
export const pathOf = (paths: Paths, ids: Int32Array, count: number): number => {
  let hash = count
  for (let i = 0; i < count; i++) {
    hash = Math.imul(hash ^ ids[i]!, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  if (hash === UNSHARED) hash = 1
  const mask = paths.slots.length - 1
  let slot = hash & mask
  for (let entry = paths.slots[slot]!; entry !== 0; entry = paths.slots[slot]!) {
    if (paths.hashes[entry - 1] === hash && isPath(paths, entry - 1, ids, count)) return entry - 1
    slot = (slot + 1) & mask
  }
  const p = append(paths, ids, count)
  paths.hashes[p] = hash
  paths.slots[slot] = p + 1
  if (paths.size * 2 > paths.slots.length) rehash(paths)
  return p
}

/** A path of its own, with the shares that only this journey has. */
export const ownPath = (
  paths: Paths,
  ids: Int32Array,
  count: number,
  shares: ReadonlyMap<OwnShares, readonly number[]>,
): number => {
  const p = append(paths, ids, count)
  for (const [model, list] of shares) paths.own.get(model)?.set(list, paths.starts[p]!)
  return p
}

export const countPath = (
  paths: Paths,
  p: number,
  conversions: number,
  value: number,
  nulls: number,
): void => {
  paths.conversions[p]! += conversions
  paths.value[p]! += value
  paths.nulls[p]! += nulls
  if (conversions > 0) paths.squares[p]! += (value * value) / conversions
}
