import type { CompiledRouting } from './compile-routing.ts'
import { type Decision, decideRoute } from './decide-route.ts'
import type { LeadFacts } from './facts.ts'
import type { NobodyReason } from './lists.ts'
import { applyDecision, type Load, loadOf, openState } from './routing-state.ts'

export type WaitingLead = {
  readonly leadId: string
  readonly facts: LeadFacts
  /** When it began to wait, milliseconds. */
  readonly since: number
}

export type Drained = {
  readonly assigned: readonly { readonly leadId: string; readonly decision: Decision }[]
  readonly waiting: readonly { readonly leadId: string; readonly reason: NobodyReason }[]
  readonly nextLoad: Load
}

const oldestFirst = (a: WaitingLead, b: WaitingLead): number =>
  a.since - b.since || (a.leadId < b.leadId ? -1 : a.leadId > b.leadId ? 1 : 0)

/**
 * Empties the waiting pool as far as the team can take it. Each lead is routed as if it came now, the oldest first
 * (then by id); one that nobody may take keeps waiting and does not hold up those behind it. Each decision is an
 * ordinary one: it is recorded and replayed like any other.
 *
 * Three leads wait and one member has room for two: the two oldest are assigned, the third waits.
 */
export const drainOrder = (
  waiting: readonly WaitingLead[],
  routing: CompiledRouting,
  load: Load,
  at: number,
): Drained => {
  const state = openState(routing, load)
  const assigned: { leadId: string; decision: Decision }[] = []
  const left: { leadId: string; reason: NobodyReason }[] = []
  for (const { leadId, facts } of waiting.toSorted(oldestFirst)) {
    const decision = decideRoute(routing, state, facts, at)
    applyDecision(routing, state, decision)
    if (decision.outcome.kind === 'assigned') assigned.push({ leadId, decision })
    else left.push({ leadId, reason: decision.outcome.reason })
  }
  return { assigned, waiting: left, nextLoad: loadOf(routing, state) }
}
