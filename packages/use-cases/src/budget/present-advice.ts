import type { BudgetAdvice as Advised, Average, BudgetReport, CampaignFigures } from '@tributary/budget'
import type { BudgetAdvice, BudgetAverage, BudgetFigures } from '@tributary/contracts'

export type Named = (campaignId: string) => { readonly id: string; readonly name: string }

export const presentFigures = ({
  cost,
  revenue,
  leads,
  impressions,
  clicks,
  roas,
  costPerLead,
  clickRate,
}: CampaignFigures): BudgetFigures => ({
  costMinor: cost,
  revenueMinor: revenue,
  leads,
  impressions,
  clicks,
  roas,
  costPerLead,
  clickRate,
})

export const presentAverage = (average: Average): BudgetAverage =>
  average.kind === 'known'
    ? {
        kind: 'known',
        meanOfRatios: average.meanOfRatios,
        ratioOfSums: average.ratioOfSums,
        campaignIds: [...average.campaigns],
      }
    : average

const ratioOfSums = (advice: Advised, averages: BudgetReport['averages']): number | null => {
  const average =
    advice.measure === 'roas'
      ? averages.roas
      : advice.measure === 'cost_per_lead'
        ? averages.costPerLead
        : null
  return advice.average !== null && average?.kind === 'known' ? average.ratioOfSums : null
}

/** An advice as it is shown and stored: with the name of its campaign, and both averages. */
export const presentAdvice = (
  advice: Advised,
  averages: BudgetReport['averages'],
  named: Named,
): BudgetAdvice => ({
  campaign: named(advice.campaign),
  action: advice.action,
  priority: advice.priority,
  confidence: advice.confidence,
  confidenceNumber: advice.confidenceNumber,
  measure: advice.measure,
  value: advice.value,
  average: advice.average,
  ratioOfSums: ratioOfSums(advice, averages),
  holdsForRatioOfSums: advice.holdsForRatioOfSums,
  comparedWith: [...advice.comparedWith],
  actionItems: [...advice.actionItems],
})
