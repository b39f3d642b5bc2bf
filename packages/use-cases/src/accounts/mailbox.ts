import { AppError, notFound } from '@tributary/contracts'
import { mailOf } from '../mail/open-mail.ts'
import type { Visitor } from './visitor.ts'

type Summary = { id: string; to: string; from: string; subject: string; sentAt: string | null }

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

const mailboxOf = ({ product, ip }: Visitor) => {
  const { mailbox } = mailOf(product)
  if (!mailbox || !LOOPBACK.test(ip))
    throw new AppError('NOT_FOUND', 'Mail is sent by a mail server here; there is no mailbox to look into.')
  return mailbox
}

/** Mail that waits because no mail server is set. Open without a session, because it holds reset links; so on this machine only. */
export const listMail = (visitor: Visitor): Promise<Summary[]> => mailboxOf(visitor).listMailbox(100)

export const readMail = async (
  visitor: Visitor,
  { id }: { readonly id: string },
): Promise<Summary & { text: string; html: string | null }> => {
  const mail = await mailboxOf(visitor).readMail(id)
  if (!mail) throw notFound('mail')
  const { messageId: _, ...shown } = mail
  return shown
}
