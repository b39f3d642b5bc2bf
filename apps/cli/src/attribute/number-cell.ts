import type { Csv, CsvBatch } from '@tributary/files'
import { csvNumber } from '@tributary/files'

/** A number of 0 or more in a cell. @throws CsvError that names file, row and column. */
export const amountIn = (csv: Csv, batch: CsvBatch, i: number, column: number): number => {
  const cell = batch.cells[column]![i]!
  const number = csvNumber(cell)
  if (number >= 0) return number
  throw csv.fault(
    batch,
    i,
    column,
    cell.trim() === '' ? 'a number is missing here' : `"${cell}" is not a number of 0 or more`,
  )
}
