import type { CompiledRouting, CompiledRule } from './compile-routing.ts'
import type { LeadFacts } from './facts.ts'
import { chooseFairly, LEAD_UNITS, unitOf } from './fair-choice.ts'
import { type FoundOffice, nearestOffice, officeOf } from './find-office.ts'
import type { NobodyReason, RuleMiss, SkipReason } from './lists.ts'
import type { RoutingState } from './routing-state.ts'
import { isAway } from './team.ts'
import type { RouteTrace, RuleTrace, Skip } from './trace.ts'

/** `rule` is a rule's id, `fallback` or `campaign-owner`; `pool` is null for a campaign's own owner. */
export type RouteOutcome =
  | {
      readonly kind: 'assigned'
      readonly memberId: string
      readonly rule: string
      readonly pool: string | null
    }
  | { readonly kind: 'nobody'; readonly reason: NobodyReason }

export type Decision = {
  readonly at: number
  readonly facts: LeadFacts
  readonly outcome: RouteOutcome
  /** Index of the member chosen; −1 for nobody. */
  readonly member: number
  /** Index of the pool chosen from; −1 for none. */
  readonly pool: number
  /** Indices of those in the pool who were available. */
  readonly available: readonly number[]
  /** The open leads that were looked at, by member index. */
  readonly openSeen: readonly (number | undefined)[]
  /** The shares that were compared, by member index. */
  readonly sharesSeen: readonly (number | undefined)[]
  /** Null unless asked for. */
  readonly trace: RouteTrace | null
}

type Question = {
  readonly routing: CompiledRouting
  readonly state: Pick<RoutingState, 'open' | 'shares'>
  readonly facts: LeadFacts
  readonly at: number
  readonly region: string | null
  readonly openSeen: (number | undefined)[]
}

const NONE: readonly never[] = []

const absence = ({ routing, at }: Question, index: number, inHours: boolean): SkipReason | null => {
  const member = routing.members[index]
  if (member === undefined) return 'not-in-team'
  if (!member.active) return 'inactive'
  if (isAway(member, at)) return 'away'
  return inHours && !routing.works(index, at) ? 'outside-hours' : null
}

const isFull = ({ routing, state, openSeen }: Question, index: number): boolean => {
  const capacity = routing.members[index]?.capacity ?? null
  if (capacity === null) return false
  const open = state.open[index] ?? 0
  openSeen[index] = open
  return open >= capacity
}

const skipReason = (
  question: Question,
  index: number,
  inHours: boolean,
  byRegion: boolean,
): SkipReason | null => {
  const absent = absence(question, index, inHours)
  if (absent !== null) return absent
  const { servicesSet, regionsSet } = question.routing.members[index]!
  const { service } = question.facts
  if (service !== null && servicesSet !== null && !servicesSet.has(service)) return 'lacks-service'
  const { region } = question
  if (byRegion && region !== null && regionsSet !== null && !regionsSet.has(region)) return 'other-region'
  return isFull(question, index) ? 'at-capacity' : null
}

const ownerSkip = (question: Question, index: number): SkipReason | null =>
  absence(question, index, question.routing.rules.campaignOwner.respectWorkingHours) ??
  (isFull(question, index) ? 'at-capacity' : null)

const holds = <T>(set: ReadonlySet<T> | null, value: T | null): boolean =>
  set === null || (value !== null && set.has(value))

const conditionMissed = ({ when }: CompiledRule, { facts, region }: Question): RuleMiss | null => {
  if (!holds(when.campaignIds, facts.campaignId)) return 'other-campaign'
  if (!holds(when.services, facts.service)) return 'other-service'
  if (facts.score < when.minScore) return 'below-score'
  if (!holds(when.grades, facts.grade)) return 'other-grade'
  if (!holds(when.countries, facts.country?.toUpperCase() ?? null)) return 'other-country'
  return holds(when.regions, region) ? null : 'other-region'
}

const findOffice = ({ pool }: CompiledRule, { routing, facts }: Question): FoundOffice | null =>
  pool === 'region_office'
    ? officeOf(routing.team.offices, facts)
    : pool === 'nearest_office'
      ? nearestOffice(routing.team.offices, facts.point)
      : null

type Tried = {
  readonly result: 'chosen' | RuleMiss
  readonly pool: number
  readonly office: FoundOffice | null
  readonly available: readonly number[]
  readonly skipped: readonly Skip[] | null
}

const missed = (result: RuleMiss): Tried => ({
  result,
  pool: -1,
  office: null,
  available: NONE,
  skipped: NONE,
})

const skipsOutside = ({ members }: CompiledRouting, inside: readonly number[]): Skip[] => {
  const pool = new Set(inside)
  return members.flatMap(({ id }, i) =>
    pool.has(i) ? [] : [{ memberId: id, reason: 'not-in-pool' as const }],
  )
}

const tryRule = (question: Question, rule: CompiledRule, explain: boolean): Tried => {
  const miss = conditionMissed(rule, question)
  if (miss !== null) return missed(miss)
  const { routing } = question
  const office = findOffice(rule, question)
  const index = typeof rule.pool === 'number' ? rule.pool : (office?.index ?? -2) + 1
  const pool = routing.pools[index]
  if (pool === undefined) return missed('no-office')
  const available: number[] = []
  const skipped: Skip[] | null = explain ? skipsOutside(routing, pool.members) : null
  for (const i of pool.members) {
    const reason = skipReason(question, i, rule.respectWorkingHours, pool.byRegion)
    if (reason === null) available.push(i)
    else skipped?.push({ memberId: routing.members[i]?.id ?? '', reason })
  }
  const result = available.length > 0 ? 'chosen' : 'nobody-available'
  return { result, pool: index, office, available, skipped }
}

const traceOf = ({ routing, state }: Question, rule: CompiledRule, tried: Tried): RuleTrace => {
  const { result, pool, office, available, skipped } = tried
  const { members, weights } = routing
  const unit = available.length > 0 ? unitOf({ weights, available }) : 0
  const owed = (i: number) => ((state.shares[pool]?.[i] ?? 0) + (weights[i] ?? 0) * unit) / LEAD_UNITS
  const officeId = routing.team.offices[office?.index ?? -1]?.id
  return {
    rule: rule.id,
    name: rule.name,
    result,
    pool: routing.pools[pool]?.key ?? null,
    office: officeId === undefined ? null : { officeId, distanceKm: office?.distanceKm ?? null },
    skipped: skipped ?? NONE,
    candidates: available.map((i) => ({ memberId: members[i]?.id ?? '', owed: owed(i) })),
  }
}

const seen = (shares: readonly number[], available: readonly number[]): (number | undefined)[] => {
  const kept: (number | undefined)[] = []
  for (const i of available) kept[i] = shares[i] ?? 0
  return kept
}

/**
 * Decides one lead and changes nothing; `applyDecision` counts it in. The same arguments give the same decision.
 * Writing down the trace costs several times the decision, so it is made only when asked for: `replayDecision`
 * makes it later from the record.
 *
 * The campaign's own owner comes first when active, here, in hours (as the rules say) and below capacity; services
 * and regions are not asked of somebody named for the campaign. Otherwise the rules decide as for any other lead.
 */
export const decideRoute = (
  routing: CompiledRouting,
  state: Pick<RoutingState, 'open' | 'shares'>,
  facts: LeadFacts,
  at: number,
  explain = false,
): Decision => {
  const region = facts.region?.toUpperCase() ?? null
  const openSeen: (number | undefined)[] = []
  const question: Question = { routing, state, facts, at, region, openSeen }
  const rules: RuleTrace[] = []
  let campaignOwner: RouteTrace['campaignOwner'] = null
  const end = (
    outcome: RouteOutcome,
    member = -1,
    pool = -1,
    available: readonly number[] = NONE,
  ): Decision => ({
    at,
    facts,
    outcome,
    member,
    pool,
    available,
    openSeen,
    sharesSeen: pool < 0 ? NONE : seen(state.shares[pool] ?? NONE, available),
    trace: explain ? { campaignOwner, rules } : null,
  })

  if (!facts.autoAssign) return end({ kind: 'nobody', reason: 'auto-assign-off' })
  if (routing.members.length === 0) return end({ kind: 'nobody', reason: 'empty-team' })
  const memberId = facts.campaignOwnerId
  if (memberId !== null) {
    const owner = routing.memberIndex.get(memberId) ?? -1
    const skipped = ownerSkip(question, owner)
    campaignOwner = { memberId, skipped }
    if (skipped === null)
      return end({ kind: 'assigned', memberId, rule: 'campaign-owner', pool: null }, owner)
  }

  let reason: NobodyReason = 'no-rule-matched'
  for (const rule of routing.compiledRules) {
    const tried = tryRule(question, rule, explain)
    if (explain) rules.push(traceOf(question, rule, tried))
    if (tried.result === 'nobody-available') reason = 'nobody-available'
    if (tried.result !== 'chosen') continue
    const { pool, available } = tried
    const member = chooseFairly({ shares: state.shares[pool] ?? NONE, weights: routing.weights, available })
    const chosen = {
      memberId: routing.members[member]?.id ?? '',
      rule: rule.id,
      pool: routing.pools[pool]?.key ?? null,
    }
    return end({ kind: 'assigned', ...chosen }, member, pool, available)
  }
  return end({ kind: 'nobody', reason })
}
