export type { EventOf, EventPayloads, LeadTraits, LedgerEvent, ScoreRecord, Touch } from './events.ts'
export * from './lists.ts'
