import { createHmac, timingSafeEqual } from 'node:crypto'

/** `value.signature`, URL-encoded: HMAC-SHA256 in base64, as better-auth signs its cookies. */
export const verifySigned = (secret: string, raw: string): string | undefined => {
  let text: string
  try {
    text = decodeURIComponent(raw)
  } catch {
    return undefined
  }
  const dot = text.lastIndexOf('.')
  if (dot < 1) return undefined
  const value = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}
