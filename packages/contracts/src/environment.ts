import { z } from 'zod'

/** An empty variable is one that is not set. */
export const optionalSetting = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

export const countSetting = z.coerce.number().int().min(0)
export const portSetting = countSetting.max(65535)

/** What server and worker are both told. */
export const productEnvironment = z.object({
  NODE_ENV: optionalSetting(z.enum(['production', 'development', 'test'])),
  PORT: optionalSetting(portSetting),
  DATA_DIR: optionalSetting(z.string()),
  DATABASE_URL: z
    .string()
    .min(1, 'DATABASE_URL is missing: the address of PostgreSQL as the role of the application'),
  ENCRYPTION_KEY: optionalSetting(z.string()),
  ENCRYPTION_KEY_FILE: optionalSetting(z.string()),
  PUBLIC_URL: optionalSetting(z.url({ protocol: /^https?$/ })),
  SMTP_URL: optionalSetting(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optionalSetting(z.string()),
  SLACK_BASE_URL: optionalSetting(z.url()),
  GEOIP_DB_PATH: optionalSetting(z.string()),
  CAPTURE_PER_CAMPAIGN_PER_HOUR: optionalSetting(countSetting),
  LOG_LEVEL: optionalSetting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
})
export type ProductEnvironment = z.infer<typeof productEnvironment>

/** @throws with every variable that is missing or wrong, by name. */
export const readEnvironment = <T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<T> => {
  const parsed = schema.safeParse(env)
  if (!parsed.success) throw new Error(`The environment is not complete.\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
