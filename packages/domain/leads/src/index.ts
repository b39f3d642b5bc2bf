export {
  CAMPAIGN_TRANSITIONS,
  type CampaignAcceptance,
  type CampaignMove,
  type CampaignRuns,
  campaignAccepts,
  moveCampaign,
  nextCampaignStatuses,
} from './campaigns.ts'
export {
  type CleanSubmission,
  cleanSubmission,
  LONGEST_MESSAGE,
  type RefusedField,
  type TypedSubmission,
} from './clean-submission.ts'
export { cleanText, fitsIn, isBlank, type TextTrouble, textTrouble } from './clean-text.ts'
export { baseRate, type DealEnds, LEAST_CLOSED } from './deals.ts'
export { type DerivedChannel, deriveChannel, type VisitTraces } from './derive-channel.ts'
export { type Email, type EmailOutcome, emailKindOf, normaliseEmail } from './email.ts'
export { foldText, nameKey, wordsOf } from './fold-text.ts'
export { type FilledForm, formCompletion } from './form-completion.ts'
export * from './lists.ts'
export { type CatalogueEntry, matchService, type ServiceMatch, serviceMatcher } from './match-service.ts'
export { decidePhone, type PhoneFacts, type PhoneOutcome } from './phone.ts'
export { isBudgetGiven, parseUrgency } from './read-request.ts'
export { discoveryStatus, expectedNextAction, pipelineReading, qualification } from './readings.ts'
export { decideReview, type ReviewDecision } from './reviews.ts'
export { matchesQuery, queryWords, type Searchable, searchWords } from './search-words.ts'
export {
  countLinks,
  FASTEST_PERSON,
  judgeSubmission,
  MOST_LINKS,
  type SpamJudgement,
  type SubmissionSigns,
} from './spam.ts'
export {
  everQualified,
  isClosed,
  moveStage,
  nextStages,
  publicStatus,
  type StageMove,
  stageFromDeals,
  stageOfPublicStatus,
  TRANSITIONS,
} from './stages.ts'
export { isTwin, type PersonTraces, type Recognition, recognisePerson, TWIN_WINDOW } from './twins.ts'
export { clickIdsIn, hostOf } from './web-address.ts'
