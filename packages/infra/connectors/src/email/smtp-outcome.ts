import type { Outcome } from '../outcomes.ts'

/** What is read of an error of the mail library; `status` is the SMTP code, if the server gave one. */
export type SmtpFault = { code: string | null; status: number | null }

export const readSmtpFault = (error: unknown): SmtpFault => {
  if (typeof error !== 'object' || error === null) return { code: null, status: null }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
  return { code, status }
}

/** 5xx that speak of our account, wherever they come. */
const ACCOUNT_CODES = new Set([530, 534, 535, 538])

/** Faults that concern this mail; a 5xx under any other code (greeting, TLS, sign-in) concerns the connection. */
const MAIL_FAULTS = new Set([
  'EENVELOPE',
  'EMESSAGE',
  'ESTREAM',
  'EFILEACCESS',
  'EURLACCESS',
  'EMAXRECIPIENTS',
])

/**
 * A definite answer of the server decides first; without one it matters whether the whole message had left us:
 * then the server may have taken it. A refused sign-in breaks the connection, a temporary one (4xx) does not.
 */
export const classifySmtpFault = ({ code, status }: SmtpFault, handedOver: boolean): Outcome => {
  const reason = [code, status].filter((part) => part !== null).join(' ') || 'connection lost'
  const ofMail = code !== null && MAIL_FAULTS.has(code)
  if (status !== null && status >= 400 && status < 500) return { kind: 'retry_backoff', status, reason }
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'auth_broken', status, reason }
  if (status !== null && status >= 500) {
    return { kind: ofMail && !ACCOUNT_CODES.has(status) ? 'rejected' : 'auth_broken', status, reason }
  }
  if (handedOver) return { kind: 'unknown_outcome', status, reason }
  return { kind: ofMail ? 'rejected' : 'retry_backoff', status, reason }
}
