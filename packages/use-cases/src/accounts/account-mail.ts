import { randomUUID } from 'node:crypto'
import type { MailText } from '@tributary/connectors'
import { mailOf } from '../mail/open-mail.ts'
import type { Product } from '../product.ts'

/**
 * Sends a mail of an account without letting anybody wait for it: the time of the answer would tell who exists. What
 * fails is logged without the address; the person asks again.
 */
export const sendAccountMail = (product: Product, to: string, text: MailText): void => {
  const failed = (reason: string) => product.log.warn({ reason }, 'a mail of an account was not sent')
  mailOf(product)
    .sendMail({ operationId: randomUUID(), to, ...text })
    .then(
      (outcome) => outcome.kind === 'ok' || failed(outcome.kind),
      (error: unknown) => failed(error instanceof Error ? error.name : 'unknown'),
    )
}
