import { roomFor } from './arrays.ts'

/** Channels as small numbers, in the order in which they were first met. */
export type Names = {
  readonly list: readonly string[]
  idOf(name: string): number
  /** Reads `a > b > c` without cutting the text into pieces: puts the ids into `found` and returns how many there are. */
  scan(text: string): number
  /** What the last `scan` found; replaced when it has to grow. */
  readonly found: Int32Array
}

const SEPARATOR = 62 // >
const SEED = 0x811c9dc5
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0

const isAt = (text: string, from: number, name: string): boolean => {
  for (let i = 0; i < name.length; i++) if (text.charCodeAt(from + i) !== name.charCodeAt(i)) return false
  return true
}

export const openNames = (): Names => {
  const list: string[] = []
  let slots = new Int32Array(64)
  let hashes = new Int32Array(32)
  let found = new Int32Array(64)

  const rebuild = (): void => {
    slots = new Int32Array(slots.length * 2)
    for (let id = 0; id < list.length; id++) {
      let slot = hashes[id]! & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = id + 1
    }
  }
  const lookUp = (text: string, from: number, to: number, hash: number): number => {
    const mask = slots.length - 1
    let slot = hash & mask
    for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
      const name = list[entry - 1]!
      if (hashes[entry - 1] === hash && name.length === to - from && isAt(text, from, name)) return entry - 1
      slot = (slot + 1) & mask
    }
    const id = list.length
    // A copy: a slice would keep the whole file in memory.
    list.push(Array.from(text.slice(from, to)).join(''))
    hashes = roomFor(hashes, id + 1)
    hashes[id] = hash
    slots[slot] = id + 1
    if (list.length * 2 > slots.length) rebuild()
    return id
  }
  const hashOf = (text: string, from: number, to: number): number => {
    let hash = SEED
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    return hash ^ (hash >>> 15)
  }
  const scan = (text: string): number => {
    const length = text.length
    let count = 0
    let at = 0
    while (at < length) {
      while (at < length && isBlank(text.charCodeAt(at))) at++
      const from = at
      let to = at
      let hash = SEED
      let hashTo = SEED
      for (; at < length; at++) {
        const code = text.charCodeAt(at)
        if (code === SEPARATOR) break
        hash = Math.imul(hash ^ code, 0x01000193)
        if (!isBlank(code)) {
          to = at + 1
          hashTo = hash
        }
      }
      at++
      if (to === from) continue
      if (count === found.length) found = roomFor(found, count + 1)
      found[count++] = lookUp(text, from, to, hashTo ^ (hashTo >>> 15))
    }
    return count
  }
  return {
    list,
    idOf: (name) => lookUp(name, 0, name.length, hashOf(name, 0, name.length)),
    scan,
    get found() {
      return found
    },
  }
}
