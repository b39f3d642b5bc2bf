/** An exact quotient; the denominator is above zero. */
export type Fraction = { readonly top: bigint; readonly bottom: bigint }

export const fraction = (top: number | bigint, bottom: number | bigint): Fraction => ({
  top: BigInt(top),
  bottom: BigInt(bottom),
})

export const times = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.top,
  bottom: a.bottom * b.bottom,
})

const plus = (a: Fraction, b: Fraction): Fraction =>
  a.bottom === b.bottom
    ? { top: a.top + b.top, bottom: a.bottom }
    : { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }

/** Below zero when `a` is less than `b`, above when it is more. Cross-multiplied, never rounded. */
export const compare = (a: Fraction, b: Fraction): number => {
  const left = a.top * b.bottom
  const right = b.top * a.bottom
  return left < right ? -1 : left > right ? 1 : 0
}

/** Halves first, so that the numbers stay as small as they can. */
const sum = (all: readonly Fraction[]): Fraction => {
  if (all.length <= 1) return all[0] ?? fraction(0, 1)
  const middle = all.length >> 1
  return plus(sum(all.slice(0, middle)), sum(all.slice(middle)))
}

/** The mean of at least one quotient. */
export const mean = (all: readonly Fraction[]): Fraction => times(sum(all), fraction(1, all.length))

/** The nearest double, also where numerator and denominator are far too long for one. Not below zero. */
export const toNumber = ({ top, bottom }: Fraction): number => {
  if (top <= LARGEST && bottom <= LARGEST) return Number(top) / Number(bottom)
  // At least 60 bits of the quotient, and one more that tells whether anything was cut off.
  const shift = Math.max(0, 64 + bits(bottom) - bits(top))
  const scaled = top << BigInt(shift)
  const quotient = scaled / bottom
  const rest = quotient * bottom === scaled ? 0n : 1n
  return Number((quotient << 1n) | rest) / 2 ** (shift + 1)
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)
const bits = (value: bigint): number => value.toString(16).length * 4
