import type { ImportSpend, SpendImported, SpendSum } from '@tributary/contracts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { isCurrency } from './known-currency.ts'
import { readCalendar } from './read-calendar.ts'
import { readSpendFile } from './read-spend-file.ts'
import { changesOf, holdSpend, type SpendLine, saveSpend } from './save-spend.ts'

const MOST_FAULTS = 100

/** Files name a campaign by its public id, or by its name where that is clear. */
const readCampaigns = async ({ db, organizationId }: Tx): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name'])
    .where('organization_id', '=', organizationId)
    .execute()
  const named = Map.groupBy(rows, ({ name }) => name.toLowerCase())
  const clear = [...named].flatMap(([name, own]) => (own.length === 1 ? [[name, own[0]!.id] as const] : []))
  return new Map([...clear, ...rows.map(({ id, slug }) => [slug.toLowerCase(), id] as const)])
}

const sumsOf = (lines: readonly SpendLine[]): SpendSum[] =>
  [...Map.groupBy(lines, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    lines: own.length,
    amountMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    impressions: own.reduce((sum, { impressions }) => sum + impressions, 0),
    clicks: own.reduce((sum, { clicks }) => sum + clicks, 0),
  }))

const periodOf = (lines: readonly SpendLine[]): SpendImported['period'] => {
  const days = lines.map(({ day }) => day).sort()
  const [start, end] = [days[0], days.at(-1)]
  return start === undefined || end === undefined ? null : { start, end }
}

/**
 * Takes a file of spend as a whole or not at all. What the same source reported for the same campaign and day before is
 * replaced, so a file that is read twice changes nothing the second time.
 */
export const importSpend = (ctx: Context, input: ImportSpend): Promise<SpendImported> =>
  inOrganization(ctx, async (tx) => {
    const { csv, name = 'file', dryRun = false } = input
    const { currency, today } = await readCalendar(tx)
    const setting = { currency, today, campaigns: await readCampaigns(tx), isCurrency }
    const { lines, faults, rows } = await readSpendFile(csv, name, setting)
    const told = {
      rows,
      faults: faults.slice(0, MOST_FAULTS),
      moreFaults: Math.max(0, faults.length - MOST_FAULTS),
      period: periodOf(lines),
      sums: sumsOf(lines),
    }
    const nothing = { added: 0, replaced: 0, removed: 0, unchanged: 0, undoId: null }
    if (faults.length > 0 || lines.length === 0) return { ...told, ...nothing, written: false }
    const changes = changesOf(lines, await holdSpend(tx, lines), true)
    if (!dryRun) return { ...told, ...(await saveSpend(tx, changes, { way: 'csv' })), written: true }
    const differing = changes.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    return {
      ...told,
      added: differing.filter(({ before }) => before === null).length,
      replaced: differing.filter(({ before, after }) => before !== null && after !== null).length,
      removed: differing.filter(({ after }) => after === null).length,
      unchanged: changes.length - differing.length,
      undoId: null,
      written: false,
    }
  })
