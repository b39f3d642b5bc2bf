import { join } from 'node:path'
import {
  createMailbox,
  createSmtpMailer,
  type Mailbox,
  type Sender,
  type SendMail,
  type SmtpConfig,
} from '@tributary/connectors'
import type { Product, ProductConfig } from '../product.ts'

export type MailDoor = {
  readonly sendMail: SendMail
  /** Where mail waits while no mail server is set; absent in production and where one is set. */
  readonly mailbox: Mailbox | undefined
}

/** `Tributary <mail@example.com>` or a bare address. */
export const readSender = (from: string): Sender => {
  const named = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from)
  return named
    ? { name: named[1] || 'Tributary', address: named[2]! }
    : { name: 'Tributary', address: from.trim() }
}

/** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. */
export const readSmtpUrl = (text: string, sender: Sender, production: boolean): SmtpConfig => {
  const url = new URL(text)
  const secure = url.protocol === 'smtps:' || url.port === '465'
  return {
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: production,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    sender,
  }
}

const open = ({ smtpUrl, mailFrom, production, dataDir }: ProductConfig): MailDoor => {
  const sender = readSender(mailFrom)
  if (smtpUrl !== null)
    return {
      sendMail: createSmtpMailer(readSmtpUrl(smtpUrl, sender, production)).sendMail,
      mailbox: undefined,
    }
  const mailbox = createMailbox({ directory: join(dataDir, 'mailbox'), sender })
  return { sendMail: mailbox.sendMail, mailbox: production ? undefined : mailbox }
}

const opened = new WeakMap<Product, MailDoor>()

/** The way out for mail of this process. */
export const mailOf = (product: Product): MailDoor => {
  const door = opened.get(product) ?? open(product.config)
  opened.set(product, door)
  return door
}
