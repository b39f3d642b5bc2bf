export type {
  DealFacts,
  EventOf,
  EventPayloads,
  LeadPresence,
  LeadTraits,
  LedgerEvent,
  ScoreRecord,
  SpendFigures,
  Touch,
  TraitsChange,
  WonMoney,
} from './events.ts'
export { foldKpi, type Kpi } from './fold-kpi.ts'
export { type DealState, foldLead, type LeadState, wonMoney } from './fold-lead.ts'
export { foldMoney, foldPipeline, type MoneyKpi, type Pipeline } from './fold-money.ts'
export { foldSpend, type SpendState } from './fold-spend.ts'
export * from './lists.ts'
export {
  type DealSum,
  type PipelineBridge,
  pipelineBridges,
  type StepPart,
  stepsOf,
} from './pipeline-bridge.ts'
export { type DealMove, type DealStanding, dealMoves } from './pipeline-moves.ts'
export {
  type Count,
  countsOf,
  monthOf,
  movedCounts,
  type RollupDelta,
  rollupDeltas,
  rollupKey,
  sumDeltas,
} from './rollup-deltas.ts'
