import type { Outcome } from '../outcomes.ts'

export type Sender = { name: string; address: string }

/** One mail to one address: so an answer of the server is about this recipient and no other. */
export type Mail = {
  /** Becomes `Message-ID: <operationId@domain>`: a retry is the same message to everyone who looks. */
  operationId: string
  to: string
  subject: string
  text: string
  html: string
}

export type SendMail = (mail: Mail) => Promise<Outcome>

// Control characters, line separators included: none of them belongs into a header.
const CONTROL = /[\p{Cc}\u2028\u2029]/u
const OPERATION_ID = /^[A-Za-z0-9_-]{1,64}$/
/** Deliberately narrow: one address without display name, comment, quote or list. */
const ADDRESS = /^[^\s@<>(),:;"[\]\\\p{Cc}]{1,64}@[^\s@<>(),:;"[\]\\\p{Cc}]{1,255}$/u

/** What makes a mail unsendable before the library sees it, or null. CR and LF in a header would be a second header. */
export const problemOfMail = (mail: Mail): string | null => {
  if (!OPERATION_ID.test(mail.operationId)) return 'operation id is not one'
  if (!ADDRESS.test(mail.to)) return 'recipient is not an address'
  if (CONTROL.test(mail.subject)) return 'subject has a line break or control character'
  if (mail.subject.trim() === '') return 'subject is empty'
  return null
}

export const problemOfSender = (sender: Sender): string | null => {
  if (!ADDRESS.test(sender.address)) return 'sender is not an address'
  return CONTROL.test(sender.name) ? 'sender name has a line break or control character' : null
}

/** What nodemailer is given, the same for the wire and for the mailbox. */
export const composeMail = (mail: Mail, sender: Sender) => ({
  from: { name: sender.name, address: sender.address },
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: `<${mail.operationId}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
  // A notice of a machine: nobody's out-of-office shall answer it.
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  disableFileAccess: true,
  disableUrlAccess: true,
})
