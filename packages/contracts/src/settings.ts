import { z } from 'zod'
import { CurrencyCode, Locale, TimeZone } from './accounts.ts'

export const OrganizationSettings = z.object({
  name: z.string(),
  currency: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  sessionIdleMinutes: z.number(),
  isDemo: z.boolean(),
  /** Amounts and days are counted in these from the first lead on: then they stand. */
  currencyAndZoneFixed: z.boolean(),
})
export type OrganizationSettings = z.infer<typeof OrganizationSettings>

export const ChangeSettings = z.strictObject({
  name: z.string().trim().min(1, 'Enter a name.').max(120).optional(),
  currency: CurrencyCode.optional(),
  locale: Locale.optional(),
  timeZone: TimeZone.optional(),
  sessionIdleMinutes: z
    .number()
    .int()
    .min(15, 'A session lasts at least 15 minutes.')
    .max(1440, 'A session lasts at most 24 hours.')
    .optional(),
})
export type ChangeSettings = z.infer<typeof ChangeSettings>
