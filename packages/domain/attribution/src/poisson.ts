import type { Random } from '@tributary/kernel'

/** Below this mean, multiplying uniforms is fastest; above, Hörmann's rejection takes the same time for any mean. */
const SMALL = 10

const logFactorials = new Float64Array(128)
for (let k = 2; k < logFactorials.length; k++) logFactorials[k] = logFactorials[k - 1]! + Math.log(k)

const logFactorial = (k: number): number =>
  k < logFactorials.length
    ? logFactorials[k]!
    : (k + 0.5) * Math.log(k) - k + 0.9189385332046728 + 1 / (12 * k) - 1 / (360 * k ** 3)

/** PTRS (W. Hörmann 1993, "The transformed rejection method for generating Poisson random variables"). */
const large = (random: Random, mean: number): number => {
  const root = Math.sqrt(mean)
  const b = 0.931 + 2.53 * root
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vr = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = random.next() - 0.5
    const v = 1 - random.next()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (
      Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <=
      k * Math.log(mean) - mean - logFactorial(k)
    )
      return k
  }
}

/** A Poisson deviate with the given mean. */
export const poisson = (random: Random, mean: number): number => {
  if (mean <= 0) return 0
  if (mean >= SMALL) return large(random, mean)
  const end = Math.exp(-mean)
  let k = 0
  for (let product = random.next(); product > end; product *= random.next()) k++
  return k
}
