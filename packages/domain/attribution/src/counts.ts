/** Sums by whole number, in typed arrays: a tenth of the memory of a Map where there are millions. */
export type Counts = {
  readonly size: number
  add(key: number, amount: number): void
  values(): Iterable<number>
}

const EMPTY = -1

export const openCounts = (): Counts => {
  let keys = new Float64Array(1024).fill(EMPTY)
  let sums = new Float64Array(1024)
  let size = 0
  const slotOf = (key: number): number => {
    const mask = keys.length - 1
    let hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4294967296) | 0, 0x85ebca6b)
    hash ^= hash >>> 15
    let slot = hash & mask
    while (keys[slot] !== EMPTY && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }
  const grow = (): void => {
    const [oldKeys, oldSums] = [keys, sums]
    keys = new Float64Array(oldKeys.length * 2).fill(EMPTY)
    sums = new Float64Array(keys.length)
    for (let i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] === EMPTY) continue
      const slot = slotOf(oldKeys[i]!)
      keys[slot] = oldKeys[i]!
      sums[slot] = oldSums[i]!
    }
  }
  return {
    get size() {
      return size
    },
    add: (key, amount) => {
      const slot = slotOf(key)
      if (keys[slot] === EMPTY) {
        keys[slot] = key
        size += 1
      }
      sums[slot]! += amount
      if (size * 2 > keys.length) grow()
    },
    *values() {
      for (let i = 0; i < keys.length; i++) if (keys[i] !== EMPTY) yield sums[i]!
    },
  }
}
