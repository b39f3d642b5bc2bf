import { AppError, type ListSpend, notFound, type SpendPage } from '@tributary/contracts'
import { readSpendPage, readSpendSums, type SpendQuestion } from '@tributary/db'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

type Place = readonly [day: string, campaignId: string, source: string, content: string]

const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

const readCursor = (text: string): Place => {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (Array.isArray(place) && place.length === 4 && place.every((part) => typeof part === 'string')) {
      const [day, campaignId] = place as unknown as Place
      if (/^\d{4}-\d{2}-\d{2}$/.test(day) && /^[0-9a-f-]{36}$/.test(campaignId))
        return place as unknown as Place
    }
  } catch {
    // Not ours: answered below.
  }
  throw new AppError('VALIDATION_ERROR', 'This part of the list does not exist.', { field: 'cursor' })
}

/** What was spent, the newest day first, with the sums of the whole question by currency. */
export const listSpend = (ctx: Context, input: ListSpend): Promise<SpendPage> =>
  inOrganization(ctx, async ({ db, organizationId }) => {
    const { campaignId, period, cursor, size = 50 } = input
    if (campaignId !== undefined) {
      const known = await db
        .selectFrom('campaign')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('id', '=', campaignId)
        .executeTakeFirst()
      if (!known) throw notFound('campaign')
    }
    const question: SpendQuestion = { organizationId, campaignId: campaignId ?? null, period: period ?? null }
    const rows = await readSpendPage(db, question, cursor ? readCursor(cursor) : null, size + 1)
    const shown = rows.slice(0, size)
    const last = shown.at(-1)
    return {
      items: shown.map(({ campaignId: id, campaignName: name, amountMinor: minor, currency, ...row }) => ({
        ...row,
        campaign: { id, name },
        amount: { minor, currency },
      })),
      nextCursor:
        rows.length > size && last
          ? writeCursor([last.day, last.campaignId, last.source, last.content])
          : null,
      sums: await readSpendSums(db, question),
    }
  })
