import { createHmac, randomBytes } from 'node:crypto'
import { equalBytes } from '@tributary/db'
import { instanceSecret } from '../entrance/instance-secret.ts'
import type { Product } from '../product.ts'

const NONCE = 9
const TIME = 6
const MAC = 16

const macOf = (product: Product, slug: string, head: Uint8Array): Buffer =>
  createHmac('sha256', instanceSecret(product, 'hosted-form'))
    .update(`${slug}|`)
    .update(head)
    .digest()
    .subarray(0, MAC)

/** Says when a form was shown, signed: a page without scripts cannot tell how long somebody needed. */
export const renderToken = (product: Product, slug: string, shownAt: number): string => {
  const head = Buffer.alloc(NONCE + TIME)
  randomBytes(NONCE).copy(head)
  head.writeUIntBE(Math.max(0, Math.floor(shownAt)), NONCE, TIME)
  return Buffer.concat([head, macOf(product, slug, head)]).toString('base64url')
}

/** When the form that carries this token was shown, in milliseconds; `undefined` for a token of somebody else's making. */
export const readRenderToken = (product: Product, slug: string, token: string): number | undefined => {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url')
  if (bytes.length !== NONCE + TIME + MAC) return undefined
  const head = bytes.subarray(0, NONCE + TIME)
  return equalBytes(macOf(product, slug, head), bytes.subarray(NONCE + TIME))
    ? head.readUIntBE(NONCE, TIME)
    : undefined
}
