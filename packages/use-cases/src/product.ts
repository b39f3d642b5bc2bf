import type { Role } from '@tributary/contracts'
import type { Em, OrganizationKeys, Orm } from '@tributary/db'
import type { Announce, Queue } from '@tributary/jobs'

/** What every process of Tributary is told when it starts; read from the environment in its `config.ts` only. */
export type ProductConfig = {
  /** Connects as the application's role. */
  readonly databaseUrl: string
  /** The instance key, 32 bytes: it wraps each organization's key and is never stored with the data. */
  readonly encryptionKey: Buffer
  readonly dataDir: string
  /** Where people reach this instance, without a trailing slash. */
  readonly publicUrl: string
  readonly production: boolean
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Only for a fake that stands in for Slack. */
  readonly slackBaseUrl: string | null
  readonly geoipPath: string | null
  readonly captureLimits: { readonly perIpPerMinute: number; readonly perCampaignPerHour: number }
  readonly openSignUp: boolean
  readonly poolSize: number
}

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** The parts that use-cases work with; built once per process in `open-product.ts`. */
export type Product = {
  readonly config: ProductConfig
  readonly orm: Orm
  readonly queue: Queue
  readonly announce: Announce
  readonly log: Log
  /** Milliseconds since 1970 UTC. The demo feeds history with a clock of its own. */
  readonly clock: () => number
  readonly keysOf: (organizationId: string, em?: Em) => Promise<OrganizationKeys>
  /** Runs before the connections are closed, for what holds some of its own. */
  readonly onClose: (run: () => Promise<void>) => void
  readonly close: () => Promise<void>
}

/** Who does something. The public has no name, the system acts for nobody. */
export type Actor =
  | { readonly kind: 'member'; readonly memberId: string; readonly userId: string; readonly role: Role }
  | { readonly kind: 'key'; readonly keyId: string }
  | { readonly kind: 'public' }
  | { readonly kind: 'system' }

/** Whom a use-case works for: the organization comes from the session or the key, never from the input. */
export type Context = {
  readonly product: Product
  readonly organizationId: string
  readonly actor: Actor
  /** Overrides the product's clock, for history that is fed in with its own time. */
  readonly now?: number
  /** Nobody waits for the answer or could take anything back: it tells no rows and keeps no undo. */
  readonly unattended?: boolean
}
