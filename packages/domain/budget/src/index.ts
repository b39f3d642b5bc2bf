export {
  type AdviseOptions,
  type Average,
  adviseBudget,
  type BudgetAdvice,
  type BudgetReport,
} from './advise.ts'
export { type CampaignFigures, type CampaignRow, campaignFigures, type Measured } from './figures.ts'
export { type FollowUp, followUp, isDue, REVIEW_AFTER_DAYS } from './follow-up.ts'
export { type Fraction, fraction } from './fraction.ts'
export * from './lists.ts'
export {
  actionItems,
  confidenceNumber,
  isEfficient,
  judgeRoas,
  needsBetterCreative,
  ruleWeight,
  type Weight,
} from './rules.ts'
