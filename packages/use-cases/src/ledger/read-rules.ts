import { type ScoringRules, standardScoringRules } from '@tributary/scoring'
import type { Tx } from '../in-organization.ts'

export type Rules = { readonly scoring: ScoringRules; version(version: number): ScoringRules }

/** The scoring rules in force and, for what was scored earlier, those of its version. */
export const readRules = async ({ db }: Tx): Promise<Rules> => {
  const rows = await db
    .selectFrom('rule_set')
    .select(['version', 'status', 'body'])
    .where('kind', '=', 'scoring')
    .execute()
  const versions = new Map(rows.map(({ version, body }) => [version, body as unknown as ScoringRules]))
  const live = rows.find(({ status }) => status === 'live')?.body as ScoringRules | undefined
  return {
    scoring: live ?? standardScoringRules,
    version: (version) => versions.get(version) ?? live ?? standardScoringRules,
  }
}
