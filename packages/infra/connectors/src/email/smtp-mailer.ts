import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { refused } from '../outcomes.ts'
import { composeMail, problemOfMail, problemOfSender, type Sender, type SendMail } from './mail.ts'
import { openSocket } from './open-socket.ts'
import { classifySmtpFault, readSmtpFault } from './smtp-outcome.ts'

export type SmtpConfig = {
  host: string
  port: number
  /** TLS from the first byte (port 465). */
  secure: boolean
  /** Refuse to go on without STARTTLS: on in production. */
  requireTls: boolean
  user: string | null
  password: string | null
  sender: Sender
  /** Mails per second, 0 = no limit of ours. */
  perSecond?: number
  timeouts?: { connectionMs: number; greetingMs: number; socketMs: number }
}

export type SmtpMailer = { sendMail: SendMail; close: () => void }

const TIMEOUTS = { connectionMs: 5_000, greetingMs: 5_000, socketMs: 15_000 }

const poolOptions = (config: SmtpConfig) => {
  const timeouts = config.timeouts ?? TIMEOUTS
  return {
    pool: true as const,
    host: config.host,
    port: config.port,
    secure: config.secure,
    requireTLS: config.requireTls && !config.secure,
    auth: config.user === null ? undefined : { user: config.user, pass: config.password ?? '' },
    maxConnections: 5,
    maxMessages: 100,
    // The library would send a mail again whose connection closed without a word: that is for the queue to decide.
    maxRequeues: 0,
    ...(config.perSecond ? { rateDelta: 1_000, rateLimit: config.perSecond } : {}),
    connectionTimeout: timeouts.connectionMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.socketMs,
    dnsTimeout: timeouts.connectionMs,
    getSocket: openSocket(config.host, config.port, timeouts.connectionMs),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** A stream that nobody reads before the server has agreed to the data, and that tells when its last byte has been taken. */
const watched = (source: Readable, onHandedOver: () => void): Readable =>
  Readable.from(
    (async function* () {
      for await (const chunk of source) yield chunk
      onHandedOver()
    })(),
  )

/** Mail over SMTP. It never throws and never retries; one mail, one attempt, one outcome. */
export const createSmtpMailer = (config: SmtpConfig): SmtpMailer => {
  const senderProblem = problemOfSender(config.sender)
  if (senderProblem !== null) throw new Error(`mail sender: ${senderProblem}`)
  const transport = createTransport(poolOptions(config))
  const handedOver = new Set<string>()
  transport.use('stream', ({ message }, done) => {
    if (message === null) return done()
    const open = message.createReadStream.bind(message)
    message.createReadStream = () => watched(open(), () => handedOver.add(message.messageId()))
    done()
  })
  const sendMail: SendMail = async (mail) => {
    const problem = problemOfMail(mail)
    if (problem !== null) return refused(problem)
    const composed = composeMail(mail, config.sender)
    try {
      const sent = await transport.sendMail(composed)
      return {
        kind: 'ok',
        status: Number.parseInt(sent.response ?? '', 10) || 250,
        reference: sent.messageId,
      }
    } catch (error) {
      return classifySmtpFault(readSmtpFault(error), handedOver.has(composed.messageId))
    } finally {
      handedOver.delete(composed.messageId)
    }
  }
  return { sendMail, close: () => transport.close() }
}
