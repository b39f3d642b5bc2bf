import type { Grade } from '@tributary/scoring/lists'

/**
 * Who may be chosen. `region_office` is the office with the lead's region code, else the nearest one;
 * `nearest_office` goes by distance alone. `everyone` asks for the member's own regions.
 */
export type Pool =
  | 'everyone'
  | 'nearest_office'
  | 'region_office'
  | { readonly members: readonly string[] }
  | { readonly office: string }

/** All that are given must hold; a list holds when it contains the lead's value; an empty list asks nothing. */
export type RuleConditions = {
  readonly campaignIds?: readonly string[]
  readonly services?: readonly string[]
  readonly minScore?: number
  readonly grades?: readonly Grade[]
  readonly countries?: readonly string[]
  readonly regions?: readonly string[]
}

export type RoutingRule = {
  readonly id: string
  readonly name: string
  readonly when: RuleConditions
  readonly pool: Pool
  readonly respectWorkingHours: boolean
}

/**
 * Rules as data. They are tried in order; one whose pool has nobody available hands on to the next. `fallback`
 * comes last and asks for nothing; null leaves the lead in the waiting pool. A campaign's own owner comes before
 * all rules when available, and `campaignOwner` says whether that includes the working hours.
 */
export type RoutingRules = {
  readonly version: number
  readonly campaignOwner: { readonly respectWorkingHours: boolean }
  readonly rules: readonly RoutingRule[]
  readonly fallback: {
    readonly name: string
    readonly pool: Pool
    readonly respectWorkingHours: boolean
  } | null
}

/** What an organization starts with: the lead's own office first, then everyone. Off hours a lead waits. */
export const standardRoutingRules: RoutingRules = {
  version: 1,
  campaignOwner: { respectWorkingHours: true },
  rules: [
    {
      id: 'own-office',
      name: 'The office of the region, else the nearest',
      when: {},
      pool: 'region_office',
      respectWorkingHours: true,
    },
  ],
  fallback: { name: 'Everyone', pool: 'everyone', respectWorkingHours: true },
}
