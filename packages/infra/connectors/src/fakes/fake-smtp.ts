import type { Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { FaultScript, SmtpStage } from './faults.ts'
import type { Journal } from './journal.ts'

export type ReceivedMail = {
  messageId: string
  operationId: string | null
  from: string
  to: string
  subject: string
  text: string
  html: string | null
  autoSubmitted: string | null
}

export type FakeSmtp = {
  port: number
  mails: () => readonly ReceivedMail[]
  reset: () => void
  close: () => Promise<void>
}

export type SmtpAccount = { user: string; password: string }

const DEFAULT_TEXTS: Record<number, string> = {
  421: 'Service not available, closing transmission channel',
  451: 'Requested action aborted: local error in processing',
  452: 'Requested action not taken: insufficient system storage',
  550: 'Requested action not taken: mailbox unavailable',
  552: 'Requested mail action aborted: exceeded storage allocation',
}

const reply = (code: number, text?: string): Error =>
  Object.assign(new Error(text ?? DEFAULT_TEXTS[code] ?? 'Scripted'), { responseCode: code })

const readMail = async (source: Buffer, session: SMTPServerSession): Promise<ReceivedMail> => {
  const mail = await simpleParser(source)
  const { mailFrom, rcptTo } = session.envelope
  const messageId = mail.messageId ?? ''
  const autoSubmitted = mail.headers.get('auto-submitted')
  return {
    messageId,
    operationId: /^<([^@>]+)@/.exec(messageId)?.[1] ?? null,
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    autoSubmitted: typeof autoSubmitted === 'string' ? autoSubmitted : null,
  }
}

const collect = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A real SMTP server that keeps what it takes. With an account it wants that sign-in; without one it takes any. */
export const startFakeSmtp = async (options: {
  host: string
  port: number
  account: SmtpAccount | null
  script: FaultScript
  journal: Journal
}): Promise<FakeSmtp> => {
  const { script, journal, account } = options
  let mails: ReceivedMail[] = []
  const sockets = new Map<number, Socket>()
  const drop = (session: SMTPServerSession) => sockets.get(session.remotePort)?.resetAndDestroy()
  const note = (
    event: string,
    told: { applied: boolean; answered: boolean },
    mail: Partial<ReceivedMail>,
    fault: unknown,
  ) =>
    journal.write({
      service: 'smtp',
      event,
      ...told,
      operationId: mail.operationId ?? null,
      detail: { ...mail, fault },
    })

  /** A scripted refusal at a stage, noted; null when none is due. */
  const refusal = (stage: SmtpStage, to?: string): Error | null => {
    const fault = script.takeSmtp((action) => action.type === 'reply' && action.stage === stage, to)
    if (fault?.type !== 'reply') return null
    note(stage, { applied: false, answered: true }, to === undefined ? {} : { to }, fault)
    return reply(fault.code, fault.text)
  }

  const receive = async (
    stream: AsyncIterable<Buffer>,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ) => {
    const mail = await readMail(await collect(stream), session)
    const fault = script.takeSmtp(
      ({ type, ...rest }) =>
        type === 'drop_after_data' ||
        type === 'drop_before_data' ||
        type === 'hang_after_data' ||
        ('stage' in rest && rest.stage === 'data'),
      mail.to,
    )
    const applied = fault === null || fault.type === 'drop_after_data' || fault.type === 'hang_after_data'
    if (applied) mails.push(mail)
    note('data', { applied, answered: fault === null || fault.type === 'reply' }, mail, fault)
    if (fault === null) return done()
    if (fault.type === 'reply') return done(reply(fault.code, fault.text))
    if (fault.type !== 'hang_after_data') drop(session)
  }

  const server = new SMTPServer({
    authOptional: account === null,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, done) => {
      const slow = script.takeSmtp(({ type }) => type === 'slow_greeting')
      const answer = () => done(refusal('connect'))
      if (slow?.type === 'slow_greeting') setTimeout(answer, slow.ms).unref()
      else answer()
    },
    onAuth: ({ username, password }, _session, done) => {
      const fault = script.takeSmtp(({ type }) => type === 'auth_failure')
      const known = account === null || (account.user === username && account.password === password)
      if (fault === null && known) return done(null, { user: username })
      note('auth', { applied: false, answered: true }, {}, fault)
      done(reply(535, 'Authentication credentials invalid'))
    },
    onMailFrom: (_address, _session, done) => done(refusal('mail')),
    onRcptTo: ({ address }, _session, done) => done(refusal('rcpt', address)),
    onData: (stream, session, done) => {
      receive(stream, session, done).catch((error: Error) => done(error))
    },
  })
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    if (remotePort === undefined) return
    sockets.set(remotePort, socket)
    socket.on('close', () => sockets.delete(remotePort))
  })
  // A dropped connection is what a fault looks like from this side.
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the SMTP fake has no port')
  return {
    port: address.port,
    mails: () => mails,
    reset: () => {
      mails = []
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.values()) socket.destroy()
        server.close(resolve)
      }),
  }
}
