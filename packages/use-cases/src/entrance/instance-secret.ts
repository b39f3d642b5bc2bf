import { hkdfSync } from 'node:crypto'
import type { Product } from '../product.ts'

export type SecretPurpose = 'session' | 'throttle' | 'invitation' | 'hosted-form'

const derived = new WeakMap<Buffer, Map<SecretPurpose, string>>()

/** Secrets of the instance, one per purpose, derived from its key: there is one thing to keep, and it is never stored here. */
export const instanceSecret = ({ config: { encryptionKey } }: Product, purpose: SecretPurpose): string => {
  const known = derived.get(encryptionKey) ?? new Map<SecretPurpose, string>()
  derived.set(encryptionKey, known)
  const secret =
    known.get(purpose) ??
    Buffer.from(hkdfSync('sha256', encryptionKey, '', `tributary/instance/${purpose}`, 32)).toString(
      'base64url',
    )
  known.set(purpose, secret)
  return secret
}
