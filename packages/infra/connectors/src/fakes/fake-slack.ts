import type { IncomingMessage, ServerResponse } from 'node:http'
import { readJson } from '../http.ts'
import type { FaultScript, HttpFault } from './faults.ts'
import type { Journal } from './journal.ts'
import { type Answer, type HookState, operationOf, pingsOf, problemOfPost } from './slack-rules.ts'

export type SlackPost = {
  path: string
  operationId: string | null
  text: string
  payload: unknown
  pings: string[]
}

export type FakeSlack = {
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => Promise<void>
  setHook: (path: string, state: HookState) => void
  posts: () => readonly SlackPost[]
  hooks: () => Record<string, HookState>
  reset: () => void
}

type Exchange = { request: IncomingMessage; response: ServerResponse; answer: Answer }

const plainText = { 'content-type': 'text/plain; charset=utf-8' }

const say = (
  response: ServerResponse,
  { status, body }: Answer,
  headers: Record<string, string> = plainText,
) => {
  response.writeHead(status, headers).end(body)
}

const abort = (request: IncomingMessage) => request.socket.resetAndDestroy()

const sayOneBytePerSecond = ({ response, answer }: Exchange) => {
  response.writeHead(answer.status, { ...plainText, 'content-length': answer.body.length })
  const bytes = Array.from(answer.body)
  const timer = setInterval(() => {
    const next = bytes.shift()
    if (next !== undefined) response.write(next)
    if (bytes.length === 0) response.end()
  }, 1_000)
  response.on('close', () => clearInterval(timer))
}

const sayHalf = ({ request, response, answer }: Exchange) => {
  response.writeHead(answer.status, { ...plainText, 'content-length': answer.body.length + 100 })
  response.write(answer.body.slice(0, 1), () => setImmediate(abort, request))
}

type HttpBehaviour = {
  applies: boolean
  answers: boolean
  act: (exchange: Exchange, fault: HttpFault) => void
}

/** Whether each fault lets the message through, whether the caller is told, and what it sees. */
const BEHAVIOURS: Record<Exclude<HttpFault['type'], 'delay_ms'>, HttpBehaviour> = {
  status: {
    applies: false,
    answers: true,
    act: ({ response }, fault) => {
      if (fault.type !== 'status') return
      say(response, { status: fault.status, body: fault.body ?? '' }, { ...plainText, ...fault.headers })
    },
  },
  hang: { applies: false, answers: false, act: () => undefined },
  reset: { applies: false, answers: false, act: ({ request }) => abort(request) },
  truncate: { applies: true, answers: false, act: sayHalf },
  slow_body: { applies: true, answers: false, act: sayOneBytePerSecond },
  answer_then_reset: { applies: true, answers: false, act: ({ request }) => abort(request) },
  malformed_json: {
    applies: true,
    answers: true,
    act: ({ response }) =>
      say(response, { status: 200, body: '{"ok":' }, { 'content-type': 'application/json' }),
  },
  html_502: {
    applies: false,
    answers: true,
    act: ({ response }) =>
      say(
        response,
        { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
        { 'content-type': 'text/html' },
      ),
  },
}

/** Incoming webhooks as Slack runs them: hooks with a state, payloads held against the limits, plain-text answers. */
export const createFakeSlack = (script: FaultScript, journal: Journal): FakeSlack => {
  let posts: SlackPost[] = []
  let hooks: Record<string, HookState> = {}
  const accept = (path: string, payload: unknown) => {
    const text =
      typeof payload === 'object' && payload !== null && 'text' in payload ? String(payload.text) : ''
    posts.push({ path, operationId: operationOf(payload), text, payload, pings: pingsOf(payload) })
  }
  const handle: FakeSlack['handle'] = async (request, response, body) => {
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const fault = script.takeHttp({ method, path, body })
    if (fault?.type === 'delay_ms') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    const payload = readJson(body)
    const problem =
      method === 'POST' ? problemOfPost(path, hooks[path] ?? 'active', body) : { status: 405, body: '' }
    const behaviour = fault === null || fault.type === 'delay_ms' ? null : BEHAVIOURS[fault.type]
    const applied = problem === null && behaviour?.applies !== false
    if (applied) accept(path, payload)
    journal.write({
      service: 'slack',
      event: 'post',
      applied,
      answered: behaviour?.answers !== false,
      operationId: operationOf(payload),
      detail: { method, path, headers: request.headers, body, fault, problem },
    })
    const answer = problem ?? { status: 200, body: 'ok' }
    if (behaviour === null || fault === null) say(response, answer)
    else behaviour.act({ request, response, answer }, fault)
  }
  return {
    handle,
    setHook: (path, state) => {
      hooks = { ...hooks, [path]: state }
    },
    posts: () => posts,
    hooks: () => hooks,
    reset: () => {
      posts = []
      hooks = {}
    },
  }
}
