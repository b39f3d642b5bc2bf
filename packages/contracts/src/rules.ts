import { GRADES, SCORING_GROUPS, SCORING_RULES, URGENCIES } from '@tributary/scoring/lists'
import { z } from 'zod'

const Points = z.int().min(0)

/** What earns points: one line of the table. */
const ScoringLine = z.object({ when: z.string(), points: Points })

export const ScoringRulesSeen = z.object({
  version: z.int(),
  groups: z.array(
    z.object({
      group: z.enum(SCORING_GROUPS),
      label: z.string(),
      /** A group never earns more. */
      cap: Points,
      rules: z.array(
        z.object({
          rule: z.enum(SCORING_RULES),
          label: z.string(),
          best: Points,
          lines: z.array(ScoringLine),
        }),
      ),
    }),
  ),
  /** The least points of each grade; D begins at 0. */
  grades: z.array(z.object({ grade: z.enum(GRADES), from: Points })),
})
export type ScoringRulesSeen = z.infer<typeof ScoringRulesSeen>

/** Conditions are joined by "and", their values by "or"; a rule without conditions holds for every lead. */
const RoutingRuleSeen = z.object({
  id: z.string(),
  name: z.string(),
  when: z.array(z.object({ what: z.string(), values: z.array(z.string()) })),
  /** Who may be chosen. */
  pool: z.string(),
  respectsHours: z.boolean(),
})

export const RoutingRulesSeen = z.object({
  version: z.int(),
  /** The owner of a campaign comes before all rules. */
  campaignOwnerRespectsHours: z.boolean(),
  rules: z.array(RoutingRuleSeen),
  /** When no rule found anybody; null leaves the lead waiting. */
  fallback: RoutingRuleSeen.nullable(),
})
export type RoutingRulesSeen = z.infer<typeof RoutingRulesSeen>

/** How many minutes after its capture a lead is promised an answer. */
export const ResponseTimesSeen = z.object({
  version: z.int(),
  rows: z.array(
    z.object({
      grade: z.enum(GRADES),
      minutes: z.record(z.enum([...URGENCIES, 'unstated']), z.int().min(1)),
    }),
  ),
})
export type ResponseTimesSeen = z.infer<typeof ResponseTimesSeen>
