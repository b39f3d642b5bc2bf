export type {
  EventOf,
  EventPayloads,
  LeadPresence,
  LeadTraits,
  LedgerEvent,
  ScoreRecord,
  Touch,
  TraitsChange,
  WonMoney,
} from './events.ts'
export * from './lists.ts'
