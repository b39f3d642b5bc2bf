import type { FeatureSpec, FeatureValue } from '@tributary/deal-probability'
import { type Csv, type CsvBatch, csvNumber } from '@tributary/files'

type Cells = { readonly batch: CsvBatch; readonly i: number }

const isEmpty = (cell: string): boolean => cell.trim() === ''

/** Which columns are numbers: all whose filled cells parse. */
export const numericColumns = (batches: readonly CsvBatch[], columns: readonly number[]): Set<number> =>
  new Set(
    columns.filter((column) =>
      batches.every(({ cells }) =>
        cells[column]!.every((cell) => isEmpty(cell) || !Number.isNaN(csvNumber(cell.trim()))),
      ),
    ),
  )

/** Reads the features of rows; `places` are their columns. An empty cell is missing. */
export const featureReader = (csv: Csv, features: readonly FeatureSpec[]) => {
  const readers = features.map(({ name, kind }) => {
    const column = csv.need(name)
    const read = (batch: CsvBatch, i: number): FeatureValue => {
      const cell = batch.cells[column]![i]!
      if (isEmpty(cell)) return null
      if (kind === 'category') return cell
      const number = csvNumber(cell.trim())
      if (Number.isNaN(number)) throw csv.fault(batch, i, column, `"${cell}" is not a number`)
      return number
    }
    return { name, column, read }
  })
  return {
    columns: readers.map(({ column }) => column),
    read: ({ batch, i }: Cells): Record<string, FeatureValue> => {
      const row: Record<string, FeatureValue> = {}
      for (const { name, read } of readers) row[name] = read(batch, i)
      return row
    },
  }
}

const WON: Readonly<Record<string, boolean>> = {
  '1': true,
  '0': false,
  true: true,
  false: false,
  yes: true,
  no: false,
}

/** @throws CsvError for anything but 1/0, true/false, yes/no. */
export const outcomeCell = (csv: Csv, batch: CsvBatch, i: number, column: number): boolean => {
  const cell = batch.cells[column]![i]!.trim().toLowerCase()
  if (Object.hasOwn(WON, cell)) return WON[cell]!
  const problem = cell === '' ? 'the outcome is missing' : `"${cell}" is no outcome`
  throw csv.fault(batch, i, column, `${problem}; it takes 1 or 0, true or false, yes or no`)
}

/** The id that the row names, or its number: 1 is the first below the header. */
export const idCell = (batch: CsvBatch, i: number, column: number | undefined): string => {
  const cell = column === undefined ? '' : batch.cells[column]![i]!.trim()
  return cell === '' ? String(batch.rowOf(i)) : cell
}
