import type { FeatureSpec, FeatureValue, WinExample } from '@tributary/deal-probability'
import { seededRandom } from '@tributary/kernel'

const NUMBERS = Array.from({ length: 12 }, (_, i) => `number_${i + 1}`)
const CATEGORIES = [3, 4, 5, 6, 7, 8, 10, 12, 20, 32].map((levels, i) => ({
  name: `category_${i + 1}`,
  levels,
}))
const HOUR = 3_600_000

export const dealSpecs: readonly FeatureSpec[] = [
  ...NUMBERS.map((name) => ({ name, kind: 'numeric' as const })),
  ...CATEGORIES.map(({ name }) => ({ name, kind: 'category' as const })),
]

/** Deals of 12 numbers, a third of them with long tails, and 10 categories: 129 columns with the missing ones. */
export const closedDeals = (count: number, seed: number): WinExample[] => {
  const random = seededRandom(seed, 'closed deals')
  const effects = CATEGORIES.map(({ levels }) => Array.from({ length: levels }, () => 0.4 * random.normal()))
  return Array.from({ length: count }, (_, i) => {
    const features: Record<string, FeatureValue> = {}
    let logit = -0.7
    NUMBERS.forEach((name, n) => {
      const z = random.normal()
      features[name] = random.chance(0.05) ? null : n < 4 ? 1000 * Math.exp(z) : z
      logit += 0.2 * ((n % 3) - 1) * z
    })
    CATEGORIES.forEach(({ name, levels }, c) => {
      const level = random.below(levels)
      features[name] = random.chance(0.03) ? null : `level ${level}`
      logit += effects[c]![level]!
    })
    const closedAt = (i + 1) * HOUR
    return { features, snapshotAt: closedAt - 1, closedAt, won: random.chance(1 / (1 + Math.exp(-logit))) }
  })
}
