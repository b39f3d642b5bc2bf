import type { RoutingRulesSeen } from '@tributary/contracts'
import type { Pool, RoutingRules, RuleConditions } from '@tributary/routing'

/** Names of the things that rules speak of by id. */
export type NamesById = {
  readonly campaigns: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
  readonly offices: ReadonlyMap<string, string>
}

const nameOf = (names: ReadonlyMap<string, string>, id: string, gone: string): string => names.get(id) ?? gone

const poolWords = (pool: Pool, { members, offices }: NamesById): string => {
  if (pool === 'everyone') return 'Everyone whose regions fit'
  if (pool === 'nearest_office') return 'The office nearest to the lead'
  if (pool === 'region_office') return 'The office of the lead’s region, else the nearest one'
  if ('office' in pool) return `The office ${nameOf(offices, pool.office, 'that was deleted')}`
  return pool.members.map((id) => nameOf(members, id, 'a former member')).join(', ')
}

type Condition = RoutingRulesSeen['rules'][number]['when'][number]

const conditionsOf = (when: RuleConditions, { campaigns }: NamesById): Condition[] =>
  [
    {
      what: 'Campaign',
      values: (when.campaignIds ?? []).map((id) => nameOf(campaigns, id, 'a deleted campaign')),
    },
    { what: 'Service', values: [...(when.services ?? [])] },
    { what: 'Score', values: when.minScore === undefined ? [] : [`at least ${when.minScore}`] },
    { what: 'Grade', values: [...(when.grades ?? [])] },
    { what: 'Country', values: [...(when.countries ?? [])] },
    { what: 'Region', values: [...(when.regions ?? [])] },
  ].filter(({ values }) => values.length > 0)

/** The rules as a person reads them, in the order in which they are tried. */
export const presentRouting = (rules: RoutingRules, names: NamesById): RoutingRulesSeen => ({
  version: rules.version,
  campaignOwnerRespectsHours: rules.campaignOwner.respectWorkingHours,
  rules: rules.rules.map(({ id, name, when, pool, respectWorkingHours }) => ({
    id,
    name,
    when: conditionsOf(when, names),
    pool: poolWords(pool, names),
    respectsHours: respectWorkingHours,
  })),
  fallback: rules.fallback && {
    id: 'fallback',
    name: rules.fallback.name,
    when: [],
    pool: poolWords(rules.fallback.pool, names),
    respectsHours: rules.fallback.respectWorkingHours,
  },
})
