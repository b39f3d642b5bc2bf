import type { Session } from '../entrance/read-session.ts'
import type { Product } from '../product.ts'

/** Somebody at the door: known by a session or by nothing but the connection. */
export type Visitor = {
  readonly product: Product
  readonly session: Session | undefined
  readonly requestId: string
  /** The resolved address, as the throttle sees it. */
  readonly ip: string
  readonly userAgent: string
  readonly cookie: string | undefined
  /** Adds a `Set-Cookie` header to the answer. */
  setCookie(header: string): void
}
