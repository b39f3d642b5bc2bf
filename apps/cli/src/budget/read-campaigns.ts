import type { CampaignRow } from '@tributary/budget'
import { type Csv, type CsvBatch, readCsvFile } from '@tributary/files'
import { minorDigits, minorFromDecimal } from '@tributary/kernel'
import type { GivenPath } from '../command.ts'
import { InputFault } from '../input-fault.ts'

/** A row of figures, and where in the file it stands. */
export type CampaignRows = { readonly rows: readonly CampaignRow[]; readonly fileRows: readonly number[] }

const wholeCell = (csv: Csv, batch: CsvBatch, i: number, column: number): number => {
  const cell = batch.cells[column]![i]!.trim()
  const number = cell === '' ? 0 : Number(cell)
  if (!/^\d*(\.0*)?$/.test(cell) || !Number.isSafeInteger(number))
    throw csv.fault(batch, i, column, `must be a whole number of 0 or more, but is "${cell}"`)
  return number
}

const moneyCell = (csv: Csv, batch: CsvBatch, i: number, column: number, currency: string): number => {
  const cell = batch.cells[column]![i]!.trim()
  if (cell === '') return 0
  try {
    const minor = minorFromDecimal(cell, currency)
    if (minor >= 0) return minor
  } catch {
    // Told below, with its place.
  }
  const digits = minorDigits(currency)
  const example = digits === 0 ? '1250' : `1250.${'5'.padEnd(digits, '0')}`
  throw csv.fault(
    batch,
    i,
    column,
    `must be an amount in ${currency} such as ${example} (0 or more), but is "${cell}"`,
  )
}

/** Reads campaign figures; an empty cell is 0, and a missing column of customers means that nobody counted them. */
export const readCampaigns = async ({ path, shown }: GivenPath, currency: string): Promise<CampaignRows> =>
  readCsvFile(
    path,
    async (csv) => {
      const name = csv.need('campaign')
      const [cost, revenue] = [csv.need('cost'), csv.need('revenue')]
      const [leads, impressions, clicks] = [csv.need('leads'), csv.need('impressions'), csv.need('clicks')]
      const customers = csv.find('customers')
      const rows: CampaignRow[] = []
      const fileRows: number[] = []
      for await (const batch of csv.batches([name, cost, revenue, leads, impressions, clicks, customers]))
        for (let i = 0; i < batch.size; i++) {
          const campaign = batch.cells[name]![i]!.trim()
          if (campaign === '') throw csv.fault(batch, i, name, 'is empty; name the campaign')
          const counted =
            customers === undefined || batch.cells[customers]![i]!.trim() === '' ? undefined : customers
          fileRows.push(batch.rowOf(i))
          rows.push({
            campaign,
            cost: moneyCell(csv, batch, i, cost, currency),
            revenue: moneyCell(csv, batch, i, revenue, currency),
            leads: wholeCell(csv, batch, i, leads),
            customers: counted === undefined ? undefined : wholeCell(csv, batch, i, counted),
            impressions: wholeCell(csv, batch, i, impressions),
            clicks: wholeCell(csv, batch, i, clicks),
          })
        }
      if (rows.length === 0) throw new InputFault(`${shown}: there is no row below the header.`)
      return { rows, fileRows }
    },
    shown,
  )
