import { AuditPage, AuditVerdict, ListAudit } from '@tributary/contracts'
import { listAudit } from '@tributary/use-cases/audit/list-audit'
import { verifyAudit } from '@tributary/use-cases/audit/verify-audit'
import { may, router } from '../trpc.ts'

const read = may('audit.read')

export const auditRouter = router({
  list: read
    .input(ListAudit)
    .output(AuditPage)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  verify: read.output(AuditVerdict).query(({ ctx }) => verifyAudit(ctx)),
})
