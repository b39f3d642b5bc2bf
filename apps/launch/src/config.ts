import { resolve } from 'node:path'
import { z } from 'zod'

const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url().optional(),
  DEMO: z.enum(['on', 'off']).default('on'),
  PUBLIC_URL: z.url().optional(),
  NODE_ENV: z.string().default('development'),
})

export type LaunchConfig = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The owner's address of an outside database; absent means the embedded one. */
  readonly databaseUrl: string | undefined
  readonly demo: boolean
  readonly publicUrl: string
  readonly dev: boolean
}

/** @throws Error that names each setting that is wrong. */
export const readConfig = (env: NodeJS.ProcessEnv, args: readonly string[], root: string): LaunchConfig => {
  const parsed = Environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  )
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, PUBLIC_URL, NODE_ENV } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(root, DATA_DIR),
    databaseUrl: DATABASE_URL,
    // The demo never enters a database that somebody else looks after.
    demo: DEMO === 'on' && DATABASE_URL === undefined && NODE_ENV !== 'production',
    publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${PORT}`,
    dev: args.includes('--dev'),
  }
}
