import type { Grade } from '@tributary/scoring/lists'
import type { Pool, RoutingRule, RoutingRules, RuleConditions } from './rules.ts'
import type { Member, Team } from './team.ts'
import { type Clock, clockOf } from './working-hours.ts'

/** What a decision was taken from besides the moment, as plain JSON: store it once under its hash. */
export type RoutingSnapshot = { readonly team: Team; readonly rules: RoutingRules }

export type CompiledMember = Member & {
  readonly servicesSet: ReadonlySet<string> | null
  readonly regionsSet: ReadonlySet<string> | null
}

export type CompiledPool = {
  /** Names the fairness state in `Load.shares`: `everyone`, `office:<id>` or `rule:<id>`. */
  readonly key: string
  /** Member indices, ascending. */
  readonly members: readonly number[]
  /** Whether the members' own regions are asked. */
  readonly byRegion: boolean
}

export type CompiledConditions = {
  readonly campaignIds: ReadonlySet<string> | null
  readonly services: ReadonlySet<string> | null
  readonly minScore: number
  readonly grades: ReadonlySet<Grade> | null
  readonly countries: ReadonlySet<string> | null
  readonly regions: ReadonlySet<string> | null
}

export type CompiledRule = {
  readonly id: string
  readonly name: string
  readonly when: CompiledConditions
  /** A pool's index, or how to find it for a lead. −1 is an office that is gone. */
  readonly pool: number | 'nearest_office' | 'region_office'
  readonly respectWorkingHours: boolean
}

export type CompiledRouting = RoutingSnapshot & {
  readonly members: readonly CompiledMember[]
  readonly weights: readonly number[]
  readonly memberIndex: ReadonlyMap<string, number>
  /** The pool of everyone, then one per office in the order of the offices, then one per list of a rule. */
  readonly pools: readonly CompiledPool[]
  readonly compiledRules: readonly CompiledRule[]
  readonly works: Clock
}

const MAX_WEIGHT = 1000

const setOf = <T extends string>(values: readonly T[] | undefined): ReadonlySet<T> | null =>
  values === undefined || values.length === 0 ? null : new Set(values)

const upperSet = (values: readonly string[] | undefined) => setOf(values?.map((value) => value.toUpperCase()))

const compileConditions = (when: RuleConditions): CompiledConditions => ({
  campaignIds: setOf(when.campaignIds),
  services: setOf(when.services),
  minScore: when.minScore ?? Number.NEGATIVE_INFINITY,
  grades: setOf(when.grades),
  countries: upperSet(when.countries),
  regions: upperSet(when.regions),
})

const indexById = (things: readonly { readonly id: string }[], what: string): Map<string, number> => {
  const index = new Map(things.map(({ id }, i) => [id, i]))
  if (index.size < things.length) throw new RangeError(`two ${what} have the same id`)
  return index
}

const compileMember = (member: Member): CompiledMember => {
  const { id, weight, capacity } = member
  if (!Number.isInteger(weight) || weight < 1 || weight > MAX_WEIGHT)
    throw new RangeError(
      `the weight of member ${id} must be a whole number from 1 to ${MAX_WEIGHT}, not ${weight}`,
    )
  if (capacity !== null && (!Number.isInteger(capacity) || capacity < 0))
    throw new RangeError(`the capacity of member ${id} must be a whole number, not ${capacity}`)
  return { ...member, servicesSet: setOf(member.services), regionsSet: upperSet(member.regions) }
}

const withFallback = ({ rules, fallback }: RoutingRules): readonly RoutingRule[] => {
  if (rules.some(({ id }) => id === 'fallback' || id === 'campaign-owner'))
    throw new RangeError('the rule ids "fallback" and "campaign-owner" are taken')
  indexById(rules, 'rules')
  return fallback === null ? rules : [...rules, { id: 'fallback', when: {}, ...fallback }]
}

/**
 * Prepares a team and its rules for many decisions. The order of the members settles ties and numbers them in
 * decision records, so keep it. A rule may name members and offices that are gone: they are passed over.
 * @throws RangeError for an id given twice, a weight, capacity or working window that is none, an unknown time zone.
 */
export const compileRouting = (team: Team, rules: RoutingRules): CompiledRouting => {
  const memberIndex = indexById(team.members, 'members')
  const officeIndex = indexById(team.offices, 'offices')
  const members = team.members.map(compileMember)
  const all = members.map((_, index) => index)
  const pools: CompiledPool[] = [{ key: 'everyone', members: all, byRegion: true }]
  for (const { id } of team.offices)
    pools.push({
      key: `office:${id}`,
      members: all.filter((i) => members[i]?.officeId === id),
      byRegion: false,
    })

  const poolOf = (ruleId: string, pool: Pool): CompiledRule['pool'] => {
    if (pool === 'everyone') return 0
    if (typeof pool === 'string') return pool
    if ('office' in pool) return (officeIndex.get(pool.office) ?? -2) + 1
    const chosen = new Set(pool.members)
    pools.push({
      key: `rule:${ruleId}`,
      members: all.filter((i) => chosen.has(members[i]?.id ?? '')),
      byRegion: false,
    })
    return pools.length - 1
  }

  const compiledRules = withFallback(rules).map(({ id, name, when, pool, respectWorkingHours }) => ({
    id,
    name,
    when: compileConditions(when),
    pool: poolOf(id, pool),
    respectWorkingHours,
  }))
  const weights = members.map(({ weight }) => weight)
  return { team, rules, members, weights, memberIndex, pools, compiledRules, works: clockOf(members) }
}
