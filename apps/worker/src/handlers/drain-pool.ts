import type { Handler } from '@tributary/use-cases/operations/work-jobs'
import { drainPool } from '@tributary/use-cases/routing/drain-pool'

export const drainPoolJob: Handler<'pool.drain'> = (context) => drainPool(context)
