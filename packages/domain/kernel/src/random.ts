/** A reproducible source of chance: the same seed gives the same numbers on every machine. */
export type Random = {
  /** A number in [0, 1) with 32 random bits. */
  next(): number
  /** A whole number in [0, size). */
  below(size: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T
  /** An index with probability proportional to its weight. */
  weighted(weights: readonly number[]): number
  /** A normal deviate (Box–Muller), mean 0, standard deviation 1. */
  normal(): number
  /** An exponential deviate with the given mean. */
  exponential(mean: number): number
  /** An independent stream, named, so that adding draws in one place does not shift another. */
  fork(name: string): Random
}

const hash = (text: string): number => {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return h >>> 0
}

/** sfc32 (Chris Doty-Humphrey's Small Fast Counter, PractRand), seeded from the seed and a stream name. */
export const seededRandom = (seed: number, stream = ''): Random => {
  let a = seed | 0
  let b = hash(stream) | 0
  let c = hash(`${seed}/${stream}`) | 0
  let counter = 1
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 15; i++) bits()
  const next = () => bits() / 4294967296
  const below = (size: number) => Math.floor(next() * size)
  const random: Random = {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      return items[below(items.length)]!
    },
    weighted: (weights) => {
      const total = weights.reduce((sum, w) => sum + w, 0)
      let left = next() * total
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i]!
        if (left < 0) return i
      }
      return weights.length - 1
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    fork: (name) => seededRandom(seed, `${stream}/${name}`),
  }
  return random
}
