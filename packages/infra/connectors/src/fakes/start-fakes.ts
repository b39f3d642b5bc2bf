import { createServer, type IncomingMessage } from 'node:http'
import { answerControl, CONTROL_PREFIX } from './control-plane.ts'
import { createFakeSlack, type SlackPost } from './fake-slack.ts'
import { type ReceivedMail, type SmtpAccount, startFakeSmtp } from './fake-smtp.ts'
import { createFaultScript, type Fault } from './faults.ts'
import { createJournal, type JournalEntry } from './journal.ts'
import type { HookState } from './slack-rules.ts'

export type FakesState = {
  slack: { posts: readonly SlackPost[]; hooks: Record<string, HookState> }
  smtp: { mails: readonly ReceivedMail[] }
}

export type Fakes = {
  /** Base address of the HTTP fakes, and of the control plane below `/__fake/`. */
  url: string
  smtpPort: number
  script: (...faults: Fault[]) => void
  faults: () => Fault[]
  journal: () => readonly JournalEntry[]
  state: () => FakesState
  setSlackHook: (path: string, state: HookState) => void
  setClock: (offsetMs: number) => void
  now: () => Date
  /** Forgets state, faults and clock; the journal file keeps everything. */
  reset: () => void
  close: () => Promise<void>
}

export type FakesOptions = {
  host?: string
  /** 0 takes any free port. */
  port?: number
  smtpPort?: number
  journalFile?: string | null
  smtpAccount?: SmtpAccount | null
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Stand-ins for the outside services on loopback: real protocols, real state, scripted faults, a journal of everything. */
export const startFakes = async (options: FakesOptions = {}): Promise<Fakes> => {
  const { host = '127.0.0.1', port = 0, smtpPort = 0, journalFile = null, smtpAccount = null } = options
  let clockOffset = 0
  const now = () => new Date(Date.now() + clockOffset)
  const journal = createJournal(journalFile, now)
  const script = createFaultScript()
  const slack = createFakeSlack(script, journal)
  const smtp = await startFakeSmtp({ host, port: smtpPort, account: smtpAccount, script, journal })
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) =>
        request.url?.startsWith(CONTROL_PREFIX)
          ? answerControl(fakes, request, response, body)
          : slack.handle(request, response, body),
      )
      // The caller went away while it was sending or waiting.
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fakes have no port')
  const fakes: Fakes = {
    url: `http://${host}:${address.port}`,
    smtpPort: smtp.port,
    script: (...faults) => script.add(faults),
    faults: script.list,
    journal: journal.entries,
    state: () => ({ slack: { posts: slack.posts(), hooks: slack.hooks() }, smtp: { mails: smtp.mails() } }),
    setSlackHook: slack.setHook,
    setClock: (offsetMs) => {
      clockOffset = offsetMs
    },
    now,
    reset: () => {
      clockOffset = 0
      script.clear()
      slack.reset()
      smtp.reset()
      journal.clear()
      journal.write({
        service: 'fakes',
        event: 'reset',
        applied: true,
        answered: true,
        operationId: null,
        detail: {},
      })
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, smtp.close()])
    },
  }
  return fakes
}
