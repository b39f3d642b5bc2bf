import { AppError, MOST_SPENT, type SpendAccepted, type SpendBody } from '@tributary/contracts'
import { minorFromDecimal } from '@tributary/kernel'
import { findCampaign } from '../entrance/find-campaign.ts'
import { inOrganization } from '../in-organization.ts'
import type { Actor, Product } from '../product.ts'
import { knownCurrency } from './known-currency.ts'
import { readCalendar } from './read-calendar.ts'
import { changesOf, holdSpend, keyOfSpend, refuseFuture, type SpendLine, saveSpend } from './save-spend.ts'

const invalid = (field: string, message: string) => new AppError('VALIDATION_ERROR', message, { field })

const amountOf = (given: number | string, currency: string, field: string): number => {
  try {
    const minor = minorFromDecimal(String(given), currency)
    if (minor >= 0 && minor <= MOST_SPENT) return minor
  } catch {
    // Told below, with the field.
  }
  throw invalid(field, `Send an amount such as "125.50", with the digits that ${currency} has.`)
}

const linesOf = (
  { source, days }: SpendBody,
  { campaignId, currency, today }: { campaignId: string; currency: string; today: string },
): SpendLine[] => {
  const seen = new Set<string>()
  return days.map(({ date, spend, impressions, clicks, content }, i) => {
    refuseFuture(date, today, `days.${i}.date`)
    const amountMinor = amountOf(spend, currency, `days.${i}.spend`)
    const line = { campaignId, day: date, source, content, currency, amountMinor, impressions, clicks }
    if (seen.has(keyOfSpend(line)))
      throw invalid(`days.${i}`, 'This day and content stand in the request twice.')
    seen.add(keyOfSpend(line))
    return line
  })
}

/**
 * What a program reports of a campaign's days; what the same source said of these days before is replaced as a whole. A
 * foreign campaign looks like one that does not exist.
 */
export const putSpend = async (
  product: Product,
  asker: { readonly organizationId: string; readonly actor: Actor },
  slug: string,
  body: SpendBody,
): Promise<SpendAccepted> => {
  const place = await findCampaign(product, slug)
  if (!place || place.organizationId !== asker.organizationId)
    throw new AppError('UNKNOWN_CAMPAIGN', 'There is no campaign with this id.', { field: 'campaign_id' })
  return inOrganization({ product, ...asker }, async (tx) => {
    const calendar = await readCalendar(tx)
    const currency = knownCurrency(body.currency ?? calendar.currency, 'currency')
    const lines = linesOf(body, { campaignId: place.campaignId, currency, today: calendar.today })
    const changes = changesOf(lines, await holdSpend(tx, lines), true)
    const { undoId: _, ...done } = await saveSpend(tx, changes, { way: 'api' })
    return { campaign_id: slug, ...done }
  })
}
