/**
 * An amount of money in the minor units of its currency: `{ minor: 482_000_000, currency: 'INR' }` is ₹48,20,000.00.
 * Minor units are whole numbers up to 2^53 − 1, so sums are exact.
 */
export type Money = { readonly minor: number; readonly currency: string }

const fractionDigits = new Map<string, number>()

/** Digits after the decimal point of an ISO 4217 currency: 2 for INR and USD, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => {
  let digits = fractionDigits.get(currency)
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    fractionDigits.set(currency, digits)
  }
  return digits
}

/**
 * Reads a decimal amount as minor units without floating point: `minorFromDecimal('25.5', 'USD')` is 2550.
 * @throws RangeError when the text is no plain decimal, has more digits than the currency, or is too large.
 */
export const minorFromDecimal = (text: string, currency: string): number => {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) throw new RangeError(`"${text}" is not a decimal amount`)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) throw new RangeError(`${currency} has ${digits} digits after the point`)
  const minor = Number(`${match[1]}${match[2]}${fraction.padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(minor)) throw new RangeError(`"${text}" is too large an amount`)
  return minor
}

/** Writes minor units as a decimal text: `decimalFromMinor(2550, 'USD')` is `'25.50'`. */
export const decimalFromMinor = (minor: number, currency: string): string => {
  const digits = minorDigits(currency)
  const whole = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0')
  const text = digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`
  return minor < 0 ? `-${text}` : text
}
