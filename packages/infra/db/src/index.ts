export * from './encryption.ts'
export * from './entities/index.ts'
export { appUrl, migrate } from './migrate.ts'
export { appRole } from './migrations/isolation.ts'
export { type DatabaseOptions, type Db, type Em, kyselyOf, type Orm, openDatabase } from './open-database.ts'
export * from './queries/attribution-deals.ts'
export * from './queries/attribution-results.ts'
export { readOpenDealsBut, readPipelineSince } from './queries/deal-events.ts'
export {
  type ForecastCell,
  readDealEnds,
  readForecast,
  readWonMonths,
  type StepRates,
  type WonMonth,
} from './queries/deal-forecast.ts'
export {
  type DealColumnSum,
  type DealQuery,
  type DealRecord,
  type DealRecords,
  readDealCursor,
  readDealPage,
  sumDeals,
} from './queries/deal-list.ts'
export { type LeadQuery, type LeadSearch, leadCondition, type Span } from './queries/lead-filter.ts'
export {
  countContactsWithTokens,
  countLeadRows,
  type LeadRecord,
  type LeadRecords,
  readCursor,
  readLeadIds,
  readLeadPage,
} from './queries/lead-list.ts'
export {
  type ConversionRecord,
  readConversions,
  readGoneContacts,
  readTouchesOf,
  readTouchPage,
  type TouchRecord,
} from './queries/read-journeys.ts'
export * from './queries/read-rollups.ts'
export * from './queries/read-spend.ts'
