import type { RuleMiss, SkipReason } from './lists.ts'

export type Skip = { readonly memberId: string; readonly reason: SkipReason }

/** `owed` is in leads, this one's share included, before the choice: 0.5 is half a lead behind the fair share. */
export type Candidate = { readonly memberId: string; readonly owed: number }

export type RuleTrace = {
  readonly rule: string
  readonly name: string
  readonly result: 'chosen' | RuleMiss
  readonly pool: string | null
  readonly office: { readonly officeId: string; readonly distanceKm: number | null } | null
  readonly skipped: readonly Skip[]
  readonly candidates: readonly Candidate[]
}

/** Every rule tried, in order, and everyone passed over. The rules after the one that decided were not tried. */
export type RouteTrace = {
  readonly campaignOwner: { readonly memberId: string; readonly skipped: SkipReason | null } | null
  readonly rules: readonly RuleTrace[]
}
