import { refreshResults } from '@tributary/use-cases/attribution/store-results'
import type { Handler } from '@tributary/use-cases/operations/work-jobs'

export const computeAttributionJob: Handler<'attribution.compute'> = (context, payloads) =>
  refreshResults(context, { resultIds: payloads.flatMap(({ resultIds }) => resultIds) })
