import type { IncomingMessage, ServerResponse } from 'node:http'
import { readJson } from '../http.ts'
import type { Fault } from './faults.ts'
import { HOOK_STATES, type HookState } from './slack-rules.ts'
import type { Fakes } from './start-fakes.ts'

export const CONTROL_PREFIX = '/__fake/'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isHookState = (value: unknown): value is HookState => HOOK_STATES.some((state) => state === value)

const isFault = (value: unknown): value is Fault =>
  isRecord(value) &&
  (value.service === 'slack' || value.service === 'smtp') &&
  isRecord(value.action) &&
  typeof value.action.type === 'string'

type Command = (fakes: Fakes, input: unknown) => unknown

/** Thrown for input that is none; becomes a 400 that says what was expected. */
const expected = (what: string): never => {
  throw new TypeError(`expected ${what}`)
}

const COMMANDS: Record<string, Command> = {
  'GET journal': (fakes) => fakes.journal(),
  'GET state': (fakes) => fakes.state(),
  'GET script': (fakes) => fakes.faults(),
  'POST script': (fakes, input) => {
    const faults = Array.isArray(input) ? input : [input]
    if (!faults.every(isFault))
      return expected('{ service, match?, times?, share?, action: { type, … } } or a list of them')
    fakes.script(...faults)
    return { scripted: faults.length }
  },
  'POST clock': (fakes, input) => {
    if (!isRecord(input) || typeof input.offset_ms !== 'number') return expected('{ offset_ms }')
    fakes.setClock(input.offset_ms)
    return { now: fakes.now().toISOString() }
  },
  'POST slack/hook': (fakes, input) => {
    if (!isRecord(input) || typeof input.path !== 'string' || !isHookState(input.state)) {
      return expected(`{ path, state: ${HOOK_STATES.join(' | ')} }`)
    }
    fakes.setSlackHook(input.path, input.state)
    return { path: input.path, state: input.state }
  },
  'POST reset': (fakes) => {
    fakes.reset()
    return { reset: true }
  },
}

const sayJson = (response: ServerResponse, status: number, value: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** How a test or a person steers the fakes from outside their process. */
export const answerControl = (
  fakes: Fakes,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) => {
  const command = COMMANDS[`${request.method} ${(request.url ?? '').slice(CONTROL_PREFIX.length)}`]
  if (command === undefined)
    return sayJson(response, 404, { error: 'unknown command', commands: Object.keys(COMMANDS) })
  try {
    sayJson(response, 200, command(fakes, readJson(body)))
  } catch (error) {
    sayJson(response, 400, { error: error instanceof Error ? error.message : 'failed' })
  }
}
