import { drainQuarantine } from '@tributary/use-cases/capture/drain-quarantine'
import type { Handler } from '@tributary/use-cases/operations/work-jobs'

export const drainQuarantineJob: Handler<'quarantine.drain'> = (context) => drainQuarantine(context)
