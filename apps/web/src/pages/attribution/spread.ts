import type { AttributionRow, OfferedModel } from '@tributary/contracts'

/** Which part of the revenue the models give to a row, at least and at most, and how many points lie between. */
export const spreadOf = (
  row: Pick<AttributionRow, 'cells'>,
  models: readonly OfferedModel[],
  whole: number,
): { readonly low: number; readonly high: number; readonly points: number } | null => {
  if (whole <= 0 || models.length < 2) return null
  const shares = models.map((model) => (row.cells[model]?.minor ?? 0) / whole)
  const [low, high] = [Math.min(...shares), Math.max(...shares)]
  return { low, high, points: (high - low) * 100 }
}
