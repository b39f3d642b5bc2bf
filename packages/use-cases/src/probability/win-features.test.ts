import { estimateWin, trainWinModel, type WinExample } from '@tributary/deal-probability'
import { describe, expect, it } from 'vitest'
import type { DealExample, DealFeatures } from './read-examples.ts'
import {
  FEW_FEATURES,
  STEP_FEATURE,
  WIN_ACTIONS,
  WIN_FEATURES,
  winExample,
  winFeatures,
} from './win-features.ts'

const DAY = 86_400_000
const plain: DealFeatures = {
  amountMinor: 120_000,
  currency: 'USD',
  step: 'proposal',
  leadStage: 'proposal',
  review: 'pending',
  touchpoints: 2,
  campaignSpendMinor: 50_000,
  industry: 'it',
  country: 'US',
  region: null,
  channel: 'paid_search',
  source: 'google',
  campaignId: null,
  grade: 'A',
  points: 90,
  trust: 80,
  emailKind: 'business',
  urgency: 'high',
  productId: null,
  captureWay: 'form',
  ownerId: null,
  activities: 3,
  calls: 1,
  meetings: 1,
  hoursToFirstContact: 2,
  daysSinceCapture: 4,
  daysOpen: 2,
  daysToExpectedClose: 10,
  timesReopened: 0,
}

/** Accepted leads win seven times in eight, rejected ones once in eight. */
const closed = Array.from({ length: 120 }, (_, i): DealExample => {
  const accepted = i % 2 === 0
  const closedAt = Date.UTC(2026, 0, 1) + i * DAY
  return {
    dealId: `deal ${i}`,
    leadId: `lead ${i}`,
    snapshotAt: closedAt - DAY,
    closedAt,
    won: accepted ? i % 16 !== 0 : i % 16 === 1,
    features: { ...plain, review: accepted ? 'accepted' : 'rejected', calls: i % 3 },
  }
})
const examples = closed.flatMap((deal): WinExample[] => {
  const example = winExample(deal, 'USD')
  return example ? [example] : []
})
const train = (features: readonly { name: string; kind: 'numeric' | 'category' }[]) =>
  trainWinModel(examples, { stageFeature: STEP_FEATURE, actions: WIN_ACTIONS, features })
const tell = (model: ReturnType<typeof train>, review: DealFeatures['review']) => {
  const estimate = estimateWin(model, winFeatures({ features: { ...plain, review } }, 'USD'))
  if (estimate.kind !== 'estimate') throw new Error(estimate.kind)
  return estimate
}

describe('what a person decided about a lead', () => {
  it('is a signal of the model, with few facts and with all of them', () => {
    for (const features of [FEW_FEATURES, WIN_FEATURES]) {
      const model = train(features)
      const [accepted, rejected] = [tell(model, 'accepted'), tell(model, 'rejected')]
      expect(accepted.probability).toBeGreaterThan(0.7)
      expect(rejected.probability).toBeLessThan(0.3)
      expect(accepted.reasons[0]).toMatchObject({ feature: 'review', value: 'accepted', remark: null })
    }
  })
  it('is not asked for by a model that was trained before it was known: it estimates as it always did', () => {
    const older = train(WIN_FEATURES.filter(({ name }) => name !== 'review'))
    const { review: _, ...asBefore } = winFeatures({ features: plain }, 'USD')
    for (const review of ['pending', 'accepted', 'rejected'] as const)
      expect(tell(older, review)).toEqual(estimateWin(older, asBefore))
  })
})
