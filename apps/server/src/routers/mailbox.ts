import { MailId, MailRead, MailSummary } from '@tributary/contracts'
import { listMail, readMail } from '@tributary/use-cases/accounts/mailbox'
import { anyone, router } from '../trpc.ts'

/** The development mailbox; there is none in production, nor where a mail server is set. */
export const mailboxRouter = router({
  list: anyone.output(MailSummary.array()).query(({ ctx }) => listMail(ctx)),
  read: anyone
    .input(MailId)
    .output(MailRead)
    .query(({ ctx, input }) => readMail(ctx, input)),
})
