import {
  MOST_SPEND_LINES,
  MOST_SPENT,
  SPEND_COLUMNS,
  type SpendColumn,
  type SpendFault,
} from '@tributary/contracts'
import { type CsvBatch, CsvError, readCsvText, unguardFormula } from '@tributary/files'
import { isCalendarDate, minorFromDecimal } from '@tributary/kernel'
import type { SpendLine } from './save-spend.ts'

export type SpendFileSetting = {
  readonly currency: string
  readonly today: string
  /** Campaigns by what files call them, in small letters. */
  readonly campaigns: ReadonlyMap<string, string>
  readonly isCurrency: (code: string) => boolean
}

export type SpendFile = {
  readonly lines: readonly SpendLine[]
  readonly faults: readonly SpendFault[]
  readonly rows: number
}

/** What exports of advertising platforms call our columns. */
const OTHER_NAMES: Readonly<Record<string, SpendColumn>> = {
  campaign: 'campaign_id',
  campaign_name: 'campaign_id',
  day: 'date',
  cost: 'spend',
  amount: 'spend',
  amount_spent: 'spend',
  utm_content: 'content',
  platform: 'source',
  utm_source: 'source',
}

const columnOf = (name: string): SpendColumn | undefined => {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return SPEND_COLUMNS.find((column) => column === plain) ?? OTHER_NAMES[plain]
}

class Fault extends Error {
  readonly column: SpendColumn
  constructor(column: SpendColumn, message: string) {
    super(message)
    this.column = column
  }
}

const countOf = (text: string, column: SpendColumn): number => {
  if (text === '') return 0
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(count <= MOST_SPENT)) throw new Fault(column, `"${text}" is not a whole number of 0 or more.`)
  return count
}

const amountOf = (text: string, currency: string): number => {
  try {
    const minor = minorFromDecimal(text, currency)
    if (minor >= 0 && minor <= MOST_SPENT) return minor
  } catch {
    // Told below, in words of the file.
  }
  throw new Fault(
    'spend',
    `"${text}" is not an amount such as 125.50, without thousands separators, in ${currency}.`,
  )
}

const shortText = (text: string, column: SpendColumn, most: number): string => {
  if (text.length > most) throw new Fault(column, `At most ${most} characters.`)
  return unguardFormula(text)
}

const lineOf = (cell: (column: SpendColumn) => string, setting: SpendFileSetting): SpendLine => {
  const campaign = cell('campaign_id')
  const campaignId = setting.campaigns.get(campaign.toLowerCase())
  if (campaignId === undefined)
    throw new Fault(
      'campaign_id',
      campaign === '' ? 'Name a campaign.' : `There is no campaign "${campaign}".`,
    )
  const day = cell('date')
  if (!isCalendarDate(day)) throw new Fault('date', `"${day}" is not a date such as 2026-03-31.`)
  if (day > setting.today) throw new Fault('date', `${day} has not come yet.`)
  const currency = cell('currency').toUpperCase() || setting.currency
  if (!setting.isCurrency(currency)) throw new Fault('currency', `"${currency}" is no currency.`)
  return {
    campaignId,
    day,
    currency,
    amountMinor: amountOf(cell('spend'), currency),
    impressions: countOf(cell('impressions'), 'impressions'),
    clicks: countOf(cell('clicks'), 'clicks'),
    source: shortText(cell('source'), 'source', 100),
    content: shortText(cell('content'), 'content', 255),
  }
}

type Reading = {
  readonly lines: SpendLine[]
  readonly faults: SpendFault[]
  readonly seen: Map<string, number>
}

const readBatch = (
  batch: CsvBatch,
  places: ReadonlyMap<SpendColumn, number>,
  setting: SpendFileSetting,
  { lines, faults, seen }: Reading,
): void => {
  for (let i = 0; i < batch.size; i++) {
    const row = batch.rowOf(i)
    const cell = (column: SpendColumn): string => {
      const place = places.get(column)
      return place === undefined ? '' : (batch.cells[place]![i] ?? '').trim()
    }
    try {
      const line = lineOf(cell, setting)
      const key = JSON.stringify([line.campaignId, line.day, line.source, line.content])
      const twice = seen.get(key)
      if (twice !== undefined)
        throw new Fault('date', `The same campaign, day, source and content stand in row ${twice} already.`)
      seen.set(key, row)
      lines.push(line)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      faults.push({ row, column: error.column, message: error.message })
    }
  }
}

/** Reads a file of spend: every fault with its row and column, and the lines if there is none. */
export const readSpendFile = async (
  text: string,
  name: string,
  setting: SpendFileSetting,
): Promise<SpendFile> => {
  const reading: Reading = { lines: [], faults: [], seen: new Map() }
  let rows = 0
  try {
    await readCsvText(
      text,
      async (csv) => {
        const places = new Map<SpendColumn, number>()
        for (const [i, header] of csv.header.entries()) {
          const column = columnOf(header)
          if (column !== undefined && !places.has(column)) places.set(column, i)
        }
        for (const column of ['campaign_id', 'date', 'spend'] as const)
          if (!places.has(column)) csv.need(column)
        for await (const batch of csv.batches()) {
          rows += batch.size
          if (rows > MOST_SPEND_LINES)
            throw new CsvError(name, {}, `more than ${MOST_SPEND_LINES} rows; import it in parts`)
          readBatch(batch, places, setting, reading)
        }
      },
      name,
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { row, column } = error.place
    reading.faults.push({ row: row ?? null, column: column ?? null, message: error.message })
  }
  return { lines: reading.lines, faults: reading.faults, rows }
}
