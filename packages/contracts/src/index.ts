export type {
  DealFacts,
  EventOf,
  EventPayloads,
  LeadTraits,
  LedgerEvent,
  ScoreRecord,
  SpendFigures,
  Touch,
} from '@tributary/ledger'
export * from './accounts.ts'
export * from './api-keys.ts'
export * from './attribution.ts'
export * from './audit.ts'
export * from './budget.ts'
export * from './campaigns.ts'
export { type ReadCapture, readCaptureBody } from './capture.ts'
export {
  ApiError,
  CampaignAnalyticsAnswer,
  CaptureAccepted,
  LeadStatusAnswer,
} from './capture-answers.ts'
export { CaptureBody } from './capture-body.ts'
export * from './catalogue.ts'
export * from './dashboard.ts'
export * from './deals.ts'
export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, notFound } from './errors.ts'
export * from './forecast.ts'
export * from './home.ts'
export * from './hosted-form.ts'
export * from './lead-detail.ts'
export * from './lead-export.ts'
export * from './lead-list.ts'
export * from './lead-writes.ts'
export * from './lists.ts'
export * from './live.ts'
export * from './members.ts'
export * from './money.ts'
export * from './notifications.ts'
export { API_REFUSALS, type OpenApiDocument, openApiDocument } from './open-api.ts'
export * from './pipeline-week.ts'
export * from './rules.ts'
export * from './saved-views.ts'
export * from './settings.ts'
export * from './spend.ts'
export { PageView, TouchAccepted } from './touches.ts'
