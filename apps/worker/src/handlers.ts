import type { Handlers } from '@tributary/use-cases/operations/work-jobs'
import { computeAttributionJob } from './handlers/compute-attribution.ts'
import { drainPoolJob } from './handlers/drain-pool.ts'
import { drainQuarantineJob } from './handlers/drain-quarantine.ts'
import { enrichLeadsJob } from './handlers/enrich-leads.ts'
import { estimateDealsJob } from './handlers/estimate-deals.ts'
import { foldLedgerJob } from './handlers/fold-ledger.ts'
import { runEffectsJob } from './handlers/run-effects.ts'
import { trainModelsJob } from './handlers/train-models.ts'

/** Who works which job. A job of the catalogue without a line here does not compile. */
export const handlers: Handlers = {
  'ledger.fold': foldLedgerJob,
  'lead.enrich': enrichLeadsJob,
  'effect.run': runEffectsJob,
  'pool.drain': drainPoolJob,
  'quarantine.drain': drainQuarantineJob,
  'attribution.compute': computeAttributionJob,
  'win.train': trainModelsJob,
  'win.estimate': estimateDealsJob,
}
