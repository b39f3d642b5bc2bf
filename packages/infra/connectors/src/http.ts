import { Agent, request } from 'undici'
import type { Outcome } from './outcomes.ts'

const CONNECT_TIMEOUT_MS = 3_000
const RESPONSE_CAP_BYTES = 1024 * 1024
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string
  /** From the first byte of the connection to the last byte of the answer. */
  timeoutMs: number
}

/** `whole` is false when the body was cut, too long or too slow: the status can be trusted, the body cannot. */
export type HttpAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string; whole: boolean }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'lost'; reason: string }

export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>

/** Failures that happen before the first byte of a request leaves; with any other the request may have arrived. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'UND_ERR_INVALID_ARG',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Only codes are kept of an error: its message may contain the address, and addresses can be secrets. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'error'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name
}

const failedIn = (error: unknown): unknown =>
  error instanceof Error && 'syscall' in error ? error.syscall : undefined

/** A machine with several addresses fails with one error for each of them. */
const failedBeforeSending = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.length > 0 && error.errors.every(failedBeforeSending)
    : failedIn(error) === 'connect' || NEVER_SENT.has(codeOf(error))

const plainHeaders = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

const readCapped = async (body: AsyncIterable<Buffer>, cap: number) => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.length
      if (size > cap) return { body: Buffer.concat(chunks).toString('utf8'), whole: false }
      chunks.push(chunk)
    }
    return { body: Buffer.concat(chunks).toString('utf8'), whole: true }
  } catch {
    return { body: Buffer.concat(chunks).toString('utf8'), whole: false }
  }
}

/**
 * The one way out over HTTP: no redirects followed, no retries (those belong to the queue), an answer of at most 1 MiB,
 * and it never throws: a failure is a value that says whether the request may have arrived.
 */
export const createHttp = (
  dispatcher: Agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, keepAliveTimeout: 2_000 }),
  responseCapBytes = RESPONSE_CAP_BYTES,
): { send: SendHttp; close: () => Promise<void> } => {
  const send: SendHttp = async ({ method, url, headers, body, timeoutMs }) => {
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await request(url, { method, headers, body, signal, dispatcher })
      return {
        kind: 'answer',
        status: answer.statusCode,
        headers: plainHeaders(answer.headers),
        ...(await readCapped(answer.body, responseCapBytes)),
      }
    } catch (error) {
      return { kind: failedBeforeSending(error) ? 'not_sent' : 'lost', reason: codeOf(error) }
    }
  }
  return { send, close: () => dispatcher.destroy() }
}

/** The value of a JSON text, or undefined when it is none: an answer is never trusted to be what it says. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in milliseconds: seconds or an HTTP date, at most a day; null when absent or meaningless. */
export const retryAfterMs = (header: string | undefined, now: Date): number | null => {
  if (header === undefined) return null
  const seconds = /^\d{1,9}$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1000, 0), LONGEST_WAIT_MS) : null
}

const classifyStatus = (status: number, headers: Record<string, string>, now: Date): Outcome => {
  const reason = `http ${status}`
  const wait = retryAfterMs(headers['retry-after'], now)
  if (status === 429 || status === 503) {
    return wait === null
      ? { kind: 'retry_backoff', status, reason }
      : { kind: 'retry_after', status, ms: wait, reason }
  }
  if (status >= 500 || status === 408 || status === 425) return { kind: 'retry_backoff', status, reason }
  if (status === 401 || status === 403) return { kind: 'auth_broken', status, reason }
  if (status === 402) return { kind: 'quota_exhausted', status, reason }
  return { kind: 'rejected', status, reason }
}

/** What an answer means where a service's own sheet says nothing else. */
export const classifyAnswer = (answer: HttpAnswer, now: Date): Outcome => {
  if (answer.kind === 'not_sent') return { kind: 'retry_backoff', status: null, reason: answer.reason }
  if (answer.kind === 'lost') return { kind: 'unknown_outcome', status: null, reason: answer.reason }
  const { status, headers, whole } = answer
  if (status < 200 || status > 299) return classifyStatus(status, headers, now)
  return whole
    ? { kind: 'ok', status, reference: null }
    : { kind: 'unknown_outcome', status, reason: 'answer was cut' }
}

/** A text for logs and screens in which no secret of more than three characters is left. */
export const maskSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length > 3)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
