import { compileRouting } from './compile-routing.ts'
import { decideRoute, type RouteOutcome } from './decide-route.ts'
import type { LeadFacts } from './facts.ts'
import { applyDecision, deltaOf, type Load, type LoadDelta, loadOf, openState } from './routing-state.ts'
import type { RoutingRules } from './rules.ts'
import type { Team } from './team.ts'
import type { RouteTrace } from './trace.ts'

export type Routed = {
  readonly outcome: RouteOutcome
  readonly trace: RouteTrace
  readonly nextLoad: Load
  /** What changed; null when nobody got the lead. */
  readonly delta: LoadDelta | null
}

/**
 * Gives one lead to one person, or to nobody, and says why. For many leads compile once and use `decideRoute` and
 * `applyDecision`, which decide the same.
 *
 * Two free members of weight 1 and no earlier leads: the first lead goes to the first member, the second to the
 * second.
 */
export const routeLead = (
  facts: LeadFacts,
  team: Team,
  rules: RoutingRules,
  load: Load,
  at: number,
): Routed => {
  const routing = compileRouting(team, rules)
  const state = openState(routing, load)
  const decision = decideRoute(routing, state, facts, at, true)
  applyDecision(routing, state, decision)
  return {
    outcome: decision.outcome,
    trace: decision.trace ?? { campaignOwner: null, rules: [] },
    nextLoad: loadOf(routing, state),
    delta: deltaOf(routing, decision),
  }
}
