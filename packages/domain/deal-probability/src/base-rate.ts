import { categoryOf, type WinExample } from './features.ts'
import { Z90 } from './logistic.ts'

/** Closed deals whose snapshot was in a stage, and how many were won. */
export type StageRate = { readonly stage: string; readonly closed: number; readonly won: number }

export const stageRates = (examples: readonly WinExample[], stageFeature: string): StageRate[] => {
  const rates = new Map<string, { closed: number; won: number }>()
  for (const { features, won } of examples) {
    const stage = categoryOf(features, stageFeature)
    const rate = rates.get(stage) ?? { closed: 0, won: 0 }
    rates.set(stage, { closed: rate.closed + 1, won: rate.won + (won ? 1 : 0) })
  }
  return [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([stage, rate]) => ({ stage, ...rate }))
}

/**
 * 90 % interval of a share (E. B. Wilson, "Probable inference", 1927).
 * 10 won of 40: 0.1557 to 0.3760.
 */
export const shareInterval = (won: number, closed: number): { low: number; high: number } => {
  const z2 = Z90 * Z90
  const middle = (won + z2 / 2) / (closed + z2)
  const reach = (Z90 / (closed + z2)) * Math.sqrt((won * (closed - won)) / closed + z2 / 4)
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
