/**
 * A decimal number as files write it, such as `12`, `-0.5` or `1e-7`; NaN for anything else, also for an empty cell,
 * hexadecimal, `Infinity`, and a decimal comma.
 */
export const csvNumber = (cell: string): number => {
  if (cell.length === 1) {
    const digit = cell.charCodeAt(0) - 48
    return digit >= 0 && digit <= 9 ? digit : Number.NaN
  }
  const number = Number(cell)
  if (!Number.isFinite(number) || (number === 0 && cell.trim() === '')) return Number.NaN
  return cell.length > 2 && /[xob]/i.test(cell) ? Number.NaN : number
}
