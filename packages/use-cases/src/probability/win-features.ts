import type { FeatureSpec, Features, WinAction, WinExample } from '@tributary/deal-probability'
import { decimalFromMinor } from '@tributary/kernel'
import type { DealExample } from './read-examples.ts'

/** What the model reads of a deal. Who owns it is left out on purpose: people are not rated here. */
export const WIN_FEATURES = [
  { name: 'step', kind: 'category' },
  { name: 'amount', kind: 'numeric' },
  { name: 'touchpoints', kind: 'numeric' },
  { name: 'campaignSpend', kind: 'numeric' },
  { name: 'industry', kind: 'category' },
  { name: 'country', kind: 'category' },
  { name: 'region', kind: 'category' },
  { name: 'channel', kind: 'category' },
  { name: 'campaignId', kind: 'category' },
  { name: 'productId', kind: 'category' },
  { name: 'captureWay', kind: 'category' },
  { name: 'emailKind', kind: 'category' },
  { name: 'urgency', kind: 'category' },
  { name: 'review', kind: 'category' },
  { name: 'points', kind: 'numeric' },
  { name: 'trust', kind: 'numeric' },
  { name: 'calls', kind: 'numeric' },
  { name: 'meetings', kind: 'numeric' },
  { name: 'otherActivities', kind: 'numeric' },
  { name: 'hoursToFirstContact', kind: 'numeric' },
  { name: 'daysToOpen', kind: 'numeric' },
  { name: 'daysOpen', kind: 'numeric' },
  { name: 'daysToExpectedClose', kind: 'numeric' },
  { name: 'timesReopened', kind: 'numeric' },
] as const satisfies readonly FeatureSpec[]
export type WinFeature = (typeof WIN_FEATURES)[number]['name']

const FEW: ReadonlySet<WinFeature> = new Set<WinFeature>([
  'step',
  'amount',
  'touchpoints',
  'campaignSpend',
  'industry',
  'channel',
  'review',
  'points',
  'calls',
  'meetings',
])

/** The facts that matter most often, the brief's five among them: with few closed deals less is more. */
export const FEW_FEATURES: readonly FeatureSpec[] = WIN_FEATURES.filter(({ name }) => FEW.has(name))

/** The feature whose rate is told while a model abstains. */
export const STEP_FEATURE = 'step' satisfies WinFeature

/** What somebody could do about an open deal. */
export const WIN_ACTIONS = [
  { name: 'One more call', feature: 'calls', add: 1 },
  { name: 'A meeting', feature: 'meetings', add: 1 },
  { name: 'One more touch', feature: 'touchpoints', add: 1 },
  { name: 'Begin to negotiate', feature: 'step', set: 'negotiation' },
  { name: 'Get their commitment', feature: 'step', set: 'committed' },
] as const satisfies readonly WinAction[]

/** The features of a deal as the model reads them; amounts in major units of the organization's currency. */
export const winFeatures = ({ features }: Pick<DealExample, 'features'>, currency: string): Features => {
  const { amountMinor, campaignSpendMinor, activities, calls, meetings, daysSinceCapture, ...rest } = features
  const own = features.currency === currency
  return {
    step: rest.step,
    amount: own ? Number(decimalFromMinor(amountMinor, currency)) : null,
    touchpoints: rest.touchpoints,
    campaignSpend: Number(decimalFromMinor(campaignSpendMinor, currency)),
    industry: rest.industry,
    country: rest.country,
    region: rest.region,
    channel: rest.channel,
    campaignId: rest.campaignId,
    productId: rest.productId,
    captureWay: rest.captureWay,
    emailKind: rest.emailKind,
    urgency: rest.urgency,
    review: rest.review,
    points: rest.points,
    trust: rest.trust,
    calls,
    meetings,
    otherActivities: activities - calls - meetings,
    hoursToFirstContact: rest.hoursToFirstContact,
    daysToOpen: daysSinceCapture - rest.daysOpen,
    daysOpen: rest.daysOpen,
    daysToExpectedClose: rest.daysToExpectedClose,
    timesReopened: rest.timesReopened,
  } satisfies Record<WinFeature, Features[string]>
}

/** A closed deal as an example to learn from. */
export const winExample = (example: DealExample, currency: string): WinExample | null =>
  example.closedAt === null || example.won === null || example.snapshotAt >= example.closedAt
    ? null
    : {
        features: winFeatures(example, currency),
        snapshotAt: example.snapshotAt,
        closedAt: example.closedAt,
        won: example.won,
      }

/**
 * Where in its life a closed deal is looked at, by its id: spread evenly, so that the age at the snapshot does not tell
 * how long the deal was going to live.
 */
export const snapshotShare = (dealId: string): number =>
  0.02 + 0.96 * (Number.parseInt(dealId.slice(-8), 16) / 2 ** 32)
