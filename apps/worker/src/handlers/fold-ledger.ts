import { foldEvents } from '@tributary/use-cases/ledger/fold-events'
import type { Handler } from '@tributary/use-cases/operations/work-jobs'

export const foldLedgerJob: Handler<'ledger.fold'> = (context, payloads) =>
  foldEvents(context, { eventIds: payloads.flatMap(({ eventIds }) => eventIds) })
