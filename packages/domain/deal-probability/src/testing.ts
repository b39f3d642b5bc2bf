import { seededRandom } from '@tributary/kernel'
import type { Features, WinExample } from './features.ts'
import { sigmoid } from './logistic.ts'

export type Planted = { readonly example: WinExample; readonly truth: number }

const INDUSTRIES = ['bank', 'build', 'health', 'it', 'retail'] as const
export const PLANTED = {
  bank: 0.6,
  build: 0,
  health: -0.4,
  it: 0.3,
  retail: -0.5,
  touches: 0.35,
  size: 0.4,
} as const
const HOUR = 3_600_000

/** Closed deals whose true logit is known: −1 + industry + 0.35·touches + 0.4·size + `more`. One closes every hour. */
export const plantedDeals = (
  seed: number,
  count: number,
  more: (features: { touches: number; size: number; industry: string }) => number = () => 0,
): Planted[] => {
  const random = seededRandom(seed, 'planted deals')
  return Array.from({ length: count }, (_, i) => {
    const industry = random.pick(INDUSTRIES)
    const [touches, size] = [random.below(5), random.normal()]
    const truth = sigmoid(
      -1 +
        PLANTED[industry] +
        PLANTED.touches * touches +
        PLANTED.size * size +
        more({ touches, size, industry }),
    )
    const stage = random.chance(0.5) ? 'SQL' : 'Opportunity'
    const features: Features = { industry, touches, size, stage, noise: random.normal() }
    const closedAt = Date.UTC(2025, 0, 1) + i * HOUR
    return {
      truth,
      example: { features, snapshotAt: closedAt - 20 * HOUR, closedAt, won: random.chance(truth) },
    }
  })
}

export const examplesOf = (deals: readonly Planted[]): WinExample[] => deals.map(({ example }) => example)
