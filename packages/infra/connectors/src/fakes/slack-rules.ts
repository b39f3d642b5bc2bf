import { readJson } from '../http.ts'

export const HOOK_STATES = ['active', 'archived', 'removed', 'prohibited', 'no_channel'] as const
export type HookState = (typeof HOOK_STATES)[number]

export type Answer = { status: number; body: string }

const HOOK_ANSWERS: Record<Exclude<HookState, 'active'>, Answer> = {
  archived: { status: 410, body: 'channel_is_archived' },
  removed: { status: 404, body: 'no_service' },
  prohibited: { status: 403, body: 'action_prohibited' },
  no_channel: { status: 404, body: 'channel_not_found' },
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isLonger = (value: unknown, limit: number): boolean =>
  isRecord(value) && (typeof value.text !== 'string' || value.text === '' || value.text.length > limit)

const areAllWithin = (value: unknown, count: number, length: number): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.length <= count && !value.some((item) => isLonger(item, length)))

const isGoodButton = (element: unknown): boolean =>
  isRecord(element) &&
  !isLonger(element.text, 75) &&
  (element.url === undefined || (typeof element.url === 'string' && element.url.length <= 3_000))

/** The limits of Block Kit. */
const isGoodBlock = (block: unknown): boolean => {
  if (!isRecord(block)) return false
  if (typeof block.block_id === 'string' && block.block_id.length > 255) return false
  if (block.type === 'header') return isRecord(block.text) && !isLonger(block.text, 150)
  if (block.type === 'section') {
    if (block.text === undefined && block.fields === undefined) return false
    return (block.text === undefined || !isLonger(block.text, 3_000)) && areAllWithin(block.fields, 10, 2_000)
  }
  if (block.type === 'context') return areAllWithin(block.elements, 10, 2_000)
  if (block.type === 'actions') {
    return Array.isArray(block.elements) && block.elements.length <= 25 && block.elements.every(isGoodButton)
  }
  return block.type === 'divider'
}

const problemOfPayload = (payload: unknown): Answer | null => {
  if (!isRecord(payload)) return { status: 400, body: 'invalid_payload' }
  const { text, blocks } = payload
  if ((typeof text !== 'string' || text === '') && blocks === undefined)
    return { status: 400, body: 'no_text' }
  if (blocks === undefined) return null
  const good = Array.isArray(blocks) && blocks.length <= 50 && blocks.every(isGoodBlock)
  return good ? null : { status: 400, body: 'invalid_blocks' }
}

/** What Slack says to a post on a hook: null where it takes the message. */
export const problemOfPost = (path: string, state: HookState, body: string): Answer | null => {
  if (!/^\/services\/\w+\/\w+\/\w+$/.test(path)) return { status: 404, body: 'no_team' }
  return state === 'active' ? problemOfPayload(readJson(body)) : HOOK_ANSWERS[state]
}

const mrkdwnTexts = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(mrkdwnTexts)
  if (!isRecord(value)) return []
  const own = value.type === 'mrkdwn' && typeof value.text === 'string' ? [value.text] : []
  return [...own, ...Object.values(value).flatMap(mrkdwnTexts)]
}

/** Whom a message would ping: what stands unescaped in angle brackets in its text or its mrkdwn parts. */
export const pingsOf = (payload: unknown): string[] => {
  const text = isRecord(payload) && typeof payload.text === 'string' ? [payload.text] : []
  return [...text, ...mrkdwnTexts(payload)].flatMap((part) => part.match(/<[!@#][^>]*>/g) ?? [])
}

/** The operation a card names in the block id of its header. */
export const operationOf = (payload: unknown): string | null => {
  const blocks = isRecord(payload) && Array.isArray(payload.blocks) ? payload.blocks : []
  const named = blocks.filter(isRecord).find(({ block_id }) => typeof block_id === 'string')
  return typeof named?.block_id === 'string' ? named.block_id : null
}
