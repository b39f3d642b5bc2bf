import type { WinExample } from './features.ts'

const canonical = ({ features, won }: WinExample): string =>
  JSON.stringify([
    won,
    Object.keys(features)
      .sort()
      .map((name) => [name, features[name] ?? null]),
  ])

/**
 * Refuses an example whose features are not from before its close: they would tell the answer. The later of two
 * equal moments is not before, so `snapshotAt === closedAt` is refused too.
 */
const refuseLeaks = (example: WinExample, index: number): void => {
  const { snapshotAt, closedAt } = example
  if (!Number.isFinite(snapshotAt) || !Number.isFinite(closedAt))
    throw new RangeError(`example ${index + 1} has no valid snapshotAt or closedAt`)
  if (snapshotAt >= closedAt)
    throw new RangeError(
      `example ${index + 1} was taken at its close or later: its features may hold the outcome`,
    )
}

/**
 * The examples in the order in which their outcomes became known. Equal moments are ordered by content, so the
 * order in which examples are handed over never matters.
 */
export const inOrderOfClose = (examples: readonly WinExample[]): WinExample[] => {
  examples.forEach(refuseLeaks)
  const keys = new Map<WinExample, string>()
  const keyOf = (example: WinExample): string => {
    const known = keys.get(example)
    if (known !== undefined) return known
    const key = canonical(example)
    keys.set(example, key)
    return key
  }
  return [...examples].sort((a, b) => {
    if (a.closedAt !== b.closedAt) return a.closedAt - b.closedAt
    if (a.snapshotAt !== b.snapshotAt) return a.snapshotAt - b.snapshotAt
    const [x, y] = [keyOf(a), keyOf(b)]
    return x < y ? -1 : x > y ? 1 : 0
  })
}

export const outcomesOf = (examples: readonly { readonly won: boolean }[]): Uint8Array =>
  Uint8Array.from(examples, ({ won }) => (won ? 1 : 0))
