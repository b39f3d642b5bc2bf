import { enrichLeads } from '@tributary/use-cases/enrichment/enrich-leads'
import type { Handler } from '@tributary/use-cases/operations/work-jobs'

export const enrichLeadsJob: Handler<'lead.enrich'> = (context, payloads) =>
  enrichLeads(context, { leadIds: payloads.flatMap(({ leadIds }) => leadIds) })
