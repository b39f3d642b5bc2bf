import type { Handler } from '@tributary/use-cases/operations/work-jobs'
import { estimateDeals } from '@tributary/use-cases/probability/estimate-deals'

export const estimateDealsJob: Handler<'win.estimate'> = (context, payloads) =>
  estimateDeals(context, { leadIds: [...new Set(payloads.flatMap(({ leadIds }) => leadIds))] })
