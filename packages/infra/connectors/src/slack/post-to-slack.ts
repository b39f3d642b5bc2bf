import { classifyAnswer, type HttpAnswer, type SendHttp } from '../http.ts'
import { type Outcome, refused } from '../outcomes.ts'
import type { SlackMessage } from './lead-card.ts'
import { readSlackWebhookUrl } from './webhook-url.ts'

/** Posts one message to an incoming webhook. Slack gives no message id and knows no idempotency: `unknown_outcome` may double. */
export type PostToSlack = (webhookUrl: string, message: SlackMessage) => Promise<Outcome>

const TIMEOUT_MS = 10_000

/** Slack's own words for "this hook will not work again until a person does something", whatever their status. */
const BROKEN_HOOK = new Set([
  'action_prohibited',
  'channel_not_found',
  'channel_is_archived',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'no_team',
  'posting_to_general_channel_denied',
  'team_disabled',
])

const BAD_MESSAGE = new Set([
  'invalid_payload',
  'invalid_blocks',
  'no_text',
  'too_many_attachments',
  'user_not_found',
])

const classifySlack = (answer: HttpAnswer): Outcome => {
  if (answer.kind !== 'answer') return classifyAnswer(answer, new Date())
  const { status, whole } = answer
  const word = answer.body.trim()
  if (BROKEN_HOOK.has(word)) return { kind: 'auth_broken', status, reason: word }
  if (BAD_MESSAGE.has(word)) return { kind: 'rejected', status, reason: word }
  if (status === 200) {
    // Anything but Slack's "ok" came from something between us and Slack, or was cut: nobody knows what happened.
    return whole && word === 'ok'
      ? { kind: 'ok', status, reference: null }
      : { kind: 'unknown_outcome', status, reason: whole ? 'answer is not Slack’s' : 'answer was cut' }
  }
  if (status === 404 || status === 410) return { kind: 'auth_broken', status, reason: `http ${status}` }
  return classifyAnswer(answer, new Date())
}

/** `baseUrl` comes from the static configuration only (a stand-in for Slack); the host of the webhook is checked in any case. */
export const createSlack =
  ({
    send,
    baseUrl,
    timeoutMs = TIMEOUT_MS,
  }: {
    send: SendHttp
    baseUrl?: string
    timeoutMs?: number
  }): PostToSlack =>
  async (webhookUrl, message) => {
    const hook = readSlackWebhookUrl(webhookUrl)
    if (hook === null) return refused('not a Slack webhook address')
    const url = baseUrl === undefined ? hook.href : new URL(hook.pathname, baseUrl).href
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return classifySlack(
      await send({ method: 'POST', url, headers, body: JSON.stringify(message), timeoutMs }),
    )
  }
