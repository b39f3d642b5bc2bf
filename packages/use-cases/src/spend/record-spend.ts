import { AppError, type RecordSpend, type RemoveSpend, type SpendChanged } from '@tributary/contracts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { knownCurrency } from './known-currency.ts'
import { readCalendar } from './read-calendar.ts'
import { changesOf, holdSpend, keyOfSpend, refuseFuture, saveSpend } from './save-spend.ts'

/** Records by hand what a day of a campaign cost; what stood at the same place is corrected. */
export const recordSpend = (ctx: Context, input: RecordSpend): Promise<SpendChanged> =>
  inOrganization(ctx, async (tx) => {
    const { currency, today } = await readCalendar(tx)
    refuseFuture(input.day, today, 'day')
    const line = {
      campaignId: input.campaignId,
      day: input.day,
      source: input.source ?? '',
      content: input.content ?? '',
      currency: knownCurrency(input.currency ?? currency, 'currency'),
      amountMinor: input.amountMinor,
      impressions: input.impressions ?? 0,
      clicks: input.clicks ?? 0,
    }
    return saveSpend(tx, changesOf([line], await holdSpend(tx, [line]), false), { way: 'manual' })
  })

/** Takes a line away that should not stand there. */
export const removeSpend = (ctx: Context, input: RemoveSpend): Promise<SpendChanged> =>
  inOrganization(ctx, async (tx) => {
    const place = {
      campaignId: input.campaignId,
      day: input.day,
      source: input.source ?? '',
      content: input.content ?? '',
    }
    const line = (await holdSpend(tx, [place])).get(keyOfSpend(place))
    if (!line) throw new AppError('NOT_FOUND', 'Nothing is recorded for this day.')
    const { currency, amountMinor, impressions, clicks } = line
    const before = { currency, amountMinor, impressions, clicks }
    return saveSpend(tx, [{ ...place, before, after: null }], { way: 'manual' })
  })
