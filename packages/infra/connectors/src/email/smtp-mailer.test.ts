import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fakes, type SmtpFaultAction, startFakes } from '../fakes/index.ts'
import type { Mail } from './mail.ts'
import { createSmtpMailer, type SmtpConfig, type SmtpMailer } from './smtp-mailer.ts'
import { classifySmtpFault } from './smtp-outcome.ts'

const ACCOUNT = { user: 'tributary', password: 'correct horse' }
let fakes: Fakes
let mailer: SmtpMailer

const config = (): SmtpConfig => ({
  host: '127.0.0.1',
  port: fakes.smtpPort,
  secure: false,
  requireTls: false,
  ...ACCOUNT,
  sender: { name: 'Tributary', address: 'notices@tributary.example' },
  timeouts: { connectionMs: 500, greetingMs: 400, socketMs: 500 },
})

const mail: Mail = {
  operationId: '0199a1b2-0000-7000-8000-000000000001',
  to: 'ada@example.com',
  subject: 'A lead from Müller & Söhne',
  text: 'Hello\n.\nstill here',
  html: '<p>Hello</p>',
}

const fault = (action: SmtpFaultAction) => fakes.script({ service: 'smtp', times: 1, action })
const mails = () => fakes.state().smtp.mails

beforeAll(async () => {
  fakes = await startFakes({ smtpAccount: ACCOUNT })
})
beforeEach(() => {
  fakes.reset()
  mailer = createSmtpMailer(config())
})
afterEach(() => mailer.close())
afterAll(() => fakes.close())

describe('a mail over SMTP', () => {
  it('arrives with text, markup, its own Message-ID and the mark of a machine', async () => {
    const messageId = `<${mail.operationId}@tributary.example>`
    expect(await mailer.sendMail(mail)).toEqual({ kind: 'ok', status: 250, reference: messageId })
    expect(mails()).toMatchObject([
      {
        messageId,
        operationId: mail.operationId,
        from: 'notices@tributary.example',
        to: mail.to,
        subject: mail.subject,
        text: expect.stringContaining('still here'),
        html: '<p>Hello</p>',
        autoSubmitted: 'auto-generated',
      },
    ])
  })

  it('sent twice is the same message to whoever receives it', async () => {
    await mailer.sendMail(mail)
    await mailer.sendMail(mail)
    expect(new Set(mails().map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('goes out beside others over few connections', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ ...mail, operationId: `op-${n}` }))
    const outcomes = await Promise.all(many.map(mailer.sendMail))
    expect(outcomes.every(({ kind }) => kind === 'ok')).toBe(true)
    expect(new Set(mails().map(({ operationId }) => operationId)).size).toBe(40)
  })

  it.each([
    ['connect', 421],
    ['mail', 451],
    ['rcpt', 452],
    ['data', 451],
    ['data', 421],
  ] as const)('refused for now at %s with %i is tried again later', async (stage, code) => {
    fault({ type: 'reply', stage, code })
    expect(await mailer.sendMail(mail)).toMatchObject({ kind: 'retry_backoff', status: code })
    expect(mails()).toEqual([])
  })

  it.each([
    ['rcpt', 550],
    ['data', 552],
    ['mail', 550],
  ] as const)('refused for good at %s with %i is rejected', async (stage, code) => {
    fault({ type: 'reply', stage, code })
    expect(await mailer.sendMail(mail)).toMatchObject({ kind: 'rejected', status: code })
  })

  it('to a server that does not want us at all breaks the connection, not the mail', async () => {
    fault({ type: 'reply', stage: 'connect', code: 554 })
    expect(await mailer.sendMail(mail)).toMatchObject({ kind: 'auth_broken', status: 554 })
  })

  it('whose connection drops after the data was handed over has an unknown outcome', async () => {
    fault({ type: 'drop_after_data' })
    expect((await mailer.sendMail(mail)).kind).toBe('unknown_outcome')
    expect(mails()).toHaveLength(1)
  })

  it('whose server falls silent after the data has an unknown outcome', async () => {
    fault({ type: 'hang_after_data' })
    expect((await mailer.sendMail(mail)).kind).toBe('unknown_outcome')
    expect(mails()).toHaveLength(1)
  })

  it('is never sent a second time by the library itself', async () => {
    fakes.script({ service: 'smtp', action: { type: 'drop_after_data' } })
    await mailer.sendMail(mail)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(mails()).toHaveLength(1)
  })

  it('goes out again after any of these: the pool heals', async () => {
    fault({ type: 'drop_after_data' })
    await mailer.sendMail(mail)
    expect((await mailer.sendMail({ ...mail, operationId: 'op-2' })).kind).toBe('ok')
  })

  it('to a server that greets too late is tried again later', async () => {
    fault({ type: 'slow_greeting', ms: 2_000 })
    expect(await mailer.sendMail(mail)).toMatchObject({ kind: 'retry_backoff', status: null })
  })

  it('with a refused sign-in breaks the connection', async () => {
    fault({ type: 'auth_failure' })
    expect(await mailer.sendMail(mail)).toMatchObject({ kind: 'auth_broken', status: 535 })
    const wrong = createSmtpMailer({ ...config(), password: 'wrong' })
    expect(await wrong.sendMail(mail)).toMatchObject({ kind: 'auth_broken' })
    wrong.close()
  })

  it('to a server without TLS breaks the connection where TLS is required', async () => {
    const strict = createSmtpMailer({ ...config(), requireTls: true })
    expect(await strict.sendMail(mail)).toMatchObject({ kind: 'auth_broken' })
    expect(mails()).toEqual([])
    strict.close()
  })

  it('to a machine that is away is tried again later', async () => {
    const away = createSmtpMailer({ ...config(), port: 1 })
    expect(await away.sendMail(mail)).toMatchObject({ kind: 'retry_backoff', status: null })
    away.close()
  })
})

describe('a mail that hides a second header', () => {
  it.each([
    [{ subject: 'Hello\r\nBcc: all@example.com' }],
    [{ subject: 'Hello\nX: y' }],
    [{ subject: 'Hello\u0000' }],
    [{ subject: ' ' }],
    [{ to: 'ada@example.com\r\nBcc: all@example.com' }],
    [{ to: 'ada@example.com, eve@example.com' }],
    [{ to: 'Ada <ada@example.com>' }],
    [{ to: 'nobody' }],
    [{ operationId: 'x>\r\nBcc: all@example.com' }],
  ])('%o is refused before the server is asked', async (part) => {
    expect(await mailer.sendMail({ ...mail, ...part })).toMatchObject({ kind: 'rejected', status: null })
    expect(fakes.journal().filter(({ service }) => service === 'smtp')).toEqual([])
  })

  it('cannot come from a sender either', () => {
    const sender = { name: 'Tributary\r\nBcc: all@example.com', address: 'notices@tributary.example' }
    expect(() => createSmtpMailer({ ...config(), sender })).toThrow('sender name')
  })
})

describe('a server that closes the connection in the middle of the data', () => {
  let server: Server
  const sizes: number[] = []

  beforeAll(async () => {
    const answers = ['250 ok\r\n', '250 ok\r\n', '250 ok\r\n', '354 go on\r\n']
    server = createServer((socket) => {
      let step = 0
      socket.on('error', () => undefined)
      socket.write('220 hello\r\n')
      socket.on('data', (chunk) => {
        const answer = answers[step]
        step += 1
        if (answer !== undefined) return socket.write(answer)
        sizes.push(chunk.length)
        socket.resetAndDestroy()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('has not taken the mail, so it is tried again', async () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const timeouts = { connectionMs: 500, greetingMs: 500, socketMs: 8_000 }
    const own = createSmtpMailer({ ...config(), port, user: null, password: null, timeouts })
    const long = { ...mail, text: 'word '.repeat(1_600_000) }
    expect(await own.sendMail(long)).toMatchObject({ kind: 'retry_backoff' })
    expect(sizes).toHaveLength(1)
    own.close()
  })
})

describe('what an SMTP error means', () => {
  it.each([
    ['ECONNECTION', null, false, 'retry_backoff'],
    ['ETIMEDOUT', null, false, 'retry_backoff'],
    ['ESOCKET', null, false, 'retry_backoff'],
    ['EDNS', null, false, 'retry_backoff'],
    ['ETLS', null, false, 'retry_backoff'],
    ['EAUTH', 535, false, 'auth_broken'],
    ['EAUTH', 454, false, 'retry_backoff'],
    ['EENVELOPE', 530, false, 'auth_broken'],
    ['EENVELOPE', 550, false, 'rejected'],
    ['EMESSAGE', 554, true, 'rejected'],
    ['EMESSAGE', 451, true, 'retry_backoff'],
    ['EENVELOPE', null, false, 'rejected'],
    ['ECONNECTION', null, true, 'unknown_outcome'],
    [null, null, true, 'unknown_outcome'],
    [null, null, false, 'retry_backoff'],
  ] as const)('%s %s, handed over: %s, is %s', (code, status, handedOver, kind) => {
    expect(classifySmtpFault({ code, status }, handedOver).kind).toBe(kind)
  })
})
