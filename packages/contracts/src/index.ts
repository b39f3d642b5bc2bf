export { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, notFound } from './errors.ts'
export * from './lists.ts'
export type { EventOf, EventPayloads, LeadTraits, LedgerEvent, ScoreRecord, Touch } from '@tributary/ledger'
