import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { refused } from '../outcomes.ts'
import { composeMail, type Mail, problemOfMail, type Sender, type SendMail } from './mail.ts'

export type MailSummary = { id: string; to: string; from: string; subject: string; sentAt: string | null }
export type StoredMail = MailSummary & { text: string; html: string | null; messageId: string | null }

/** Where mail goes while no mail server is set: files that a page of the product shows. */
export type Mailbox = {
  sendMail: SendMail
  /** Newest first. */
  listMailbox: (limit: number) => Promise<MailSummary[]>
  readMail: (id: string) => Promise<StoredMail | null>
}

const EML = '.eml'
const ID = /^[A-Za-z0-9_-]{1,64}$/

const parse = async (id: string, source: Buffer): Promise<StoredMail> => {
  const mail = await simpleParser(source, { skipImageLinks: true })
  const to = Array.isArray(mail.to) ? mail.to.map((address) => address.text).join(', ') : mail.to?.text
  return {
    id,
    to: to ?? '',
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    sentAt: mail.date?.toISOString() ?? null,
    text: mail.text ?? '',
    html: mail.html || null,
    messageId: mail.messageId ?? null,
  }
}

const readIfThere = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** Names of stored mails, newest first. */
const newestFirst = async (directory: string): Promise<string[]> => {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const dated = await Promise.all(
    names
      .filter((name) => name.endsWith(EML))
      .map(async (name) => ({ name, at: (await stat(join(directory, name))).mtimeMs })),
  )
  return dated
    .toSorted((a, b) => b.at - a.at || b.name.localeCompare(a.name))
    .map(({ name }) => name.slice(0, -EML.length))
}

/** The file is named after the operation: sending a mail a second time leaves one, as the same Message-ID would. */
export const createMailbox = ({ directory, sender }: { directory: string; sender: Sender }): Mailbox => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const sendMail = async (mail: Mail) => {
    const problem = problemOfMail(mail)
    if (problem !== null) return refused(problem)
    const composed = await transport.sendMail(composeMail(mail, sender))
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, `${mail.operationId}${EML}`)
    // Written aside first, so that a reader never sees half a mail.
    await writeFile(`${path}.part`, composed.message, { mode: 0o600 })
    await rename(`${path}.part`, path)
    return { kind: 'ok' as const, status: null, reference: composed.messageId }
  }
  const readMail = async (id: string) => {
    if (!ID.test(id)) return null
    const source = await readIfThere(join(directory, `${id}${EML}`))
    return source === null ? null : parse(id, source)
  }
  const listMailbox = async (limit: number) => {
    const ids = (await newestFirst(directory)).slice(0, limit)
    const mails = await Promise.all(ids.map(readMail))
    return mails
      .filter((mail) => mail !== null)
      .map(({ id, to, from, subject, sentAt }) => ({ id, to, from, subject, sentAt }))
  }
  return { sendMail, listMailbox, readMail }
}
