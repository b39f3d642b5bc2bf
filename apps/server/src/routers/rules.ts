import { ResponseTimesSeen, RoutingRulesSeen, ScoringRulesSeen } from '@tributary/contracts'
import {
  readResponseTimes,
  readRoutingRules,
  readScoringRules,
} from '@tributary/use-cases/rules/read-rules-in-force'
import { may, router } from '../trpc.ts'

const read = may('rules.read')

export const rulesRouter = router({
  scoring: read.output(ScoringRulesSeen).query(({ ctx }) => readScoringRules(ctx)),
  routing: read.output(RoutingRulesSeen).query(({ ctx }) => readRoutingRules(ctx)),
  responseTimes: read.output(ResponseTimesSeen).query(({ ctx }) => readResponseTimes(ctx)),
})
