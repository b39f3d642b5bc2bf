export type { EventOf, EventPayloads, LeadTraits, LedgerEvent, ScoreRecord, Touch } from '@tributary/ledger'
export * from './accounts.ts'
export * from './api-keys.ts'
export { type ReadCapture, readCaptureBody } from './capture.ts'
export {
  ApiError,
  CampaignAnalyticsAnswer,
  CaptureAccepted,
  LeadStatusAnswer,
} from './capture-answers.ts'
export { CaptureBody } from './capture-body.ts'
export * from './dashboard.ts'
export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, notFound } from './errors.ts'
export * from './lists.ts'
