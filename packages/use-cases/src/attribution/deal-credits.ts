import { creditTouches, RULE_MODELS, type RuleModel, type TouchCredit } from '@tributary/attribution'
import {
  type AttributionDimension,
  type AttributionModel,
  NOT_SET,
  type OfferedModel,
} from '@tributary/contracts'
import { type DealJourney, journeyOf } from './deal-journey.ts'

/** Models in which each deal is shared by its own touches alone: their cells are sums of deals, to the cent. */
export const OWN_MODELS = [...RULE_MODELS, 'shapley'] as const
export type OwnModel = RuleModel | 'shapley'

/** The others share what was won by what all journeys together tell. */
export const isOwnModel = (model: AttributionModel): model is OwnModel =>
  (OWN_MODELS as readonly AttributionModel[]).includes(model)

export const nameIn = (touch: TouchCredit['touch'], by: AttributionDimension): string => touch[by] || NOT_SET

/** What is credited, and what one step back leaves in position decay. */
export type CreditTerms = { readonly by: AttributionDimension; readonly decayRate: number }

/** What each touch of a deal earns in one model. Shapley shares among the distinct values of a dimension. */
export const dealCredits = (deal: DealJourney, model: OwnModel, terms: CreditTerms): readonly TouchCredit[] =>
  creditTouches(journeyOf(deal), model, terms)

export type ValueCredit = { minor: number; share: number }

/** What a deal gives to each value of a dimension. */
export const valueCredits = (
  credits: readonly TouchCredit[],
  by: AttributionDimension,
): Map<string, ValueCredit> => {
  const sums = new Map<string, ValueCredit>()
  for (const { touch, share, minor } of credits) {
    const name = nameIn(touch, by)
    const sum = sums.get(name)
    if (sum) {
      sum.minor += minor
      sum.share += share
    } else sums.set(name, { minor, share })
  }
  return sums
}

/** Models in the order of the table. */
export const MODELS: readonly OfferedModel[] = [...RULE_MODELS, 'markov', 'shapley']
