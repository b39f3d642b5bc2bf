export { type CompiledRouting, compileRouting, type RoutingSnapshot } from './compile-routing.ts'
export { type Decision, decideRoute, type RouteOutcome } from './decide-route.ts'
export { type Drained, drainOrder, type WaitingLead } from './drain-order.ts'
export type { LeadFacts } from './facts.ts'
export { LEAD_UNITS } from './fair-choice.ts'
export {
  NOBODY_REASONS,
  type NobodyReason,
  RULE_MISSES,
  type RuleMiss,
  SKIP_REASONS,
  type SkipReason,
} from './lists.ts'
export { type MayTake, mayTake } from './may-take.ts'
export {
  type DecisionInputs,
  decisionInputs,
  decodeDecision,
  type EncodedDecision,
  encodeDecision,
  replayDecision,
} from './replay-decision.ts'
export {
  type ResponsePromise,
  responseDue,
  responseWords,
  type SlaPolicy,
  standardSlaPolicy,
} from './response-time.ts'
export { type Routed, routeLead } from './route-lead.ts'
export {
  applyDecision,
  deltaOf,
  type Load,
  type LoadDelta,
  loadOf,
  openState,
  type PoolShares,
  type RoutingState,
  touchedShares,
} from './routing-state.ts'
export {
  type Pool,
  type RoutingRule,
  type RoutingRules,
  type RuleConditions,
  standardRoutingRules,
} from './rules.ts'
export type { Member, Office, Team, Weekday, WorkingHours, WorkingWindow } from './team.ts'
export type { Candidate, RouteTrace, RuleTrace, Skip } from './trace.ts'
