import type { Csv, CsvBatch } from '@tributary/files'
import { csvNumber } from '@tributary/files'

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
/** Numbers below this are seconds since 1970, above it milliseconds: 5138 in seconds, 1973 in milliseconds. */
const SECONDS_END = 100_000_000_000

/** Milliseconds since 1970 from an ISO date or time (without a zone: UTC), or from Unix seconds or milliseconds. */
export const timeIn = (csv: Csv, batch: CsvBatch, i: number, column: number): number => {
  const cell = batch.cells[column]![i]!.trim()
  const number = csvNumber(cell)
  if (!Number.isNaN(number)) return Math.abs(number) < SECONDS_END ? number * 1000 : number
  if (ISO.test(cell)) {
    const zoned = cell.length <= 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(cell.slice(10))
    const time = Date.parse(zoned ? cell.replace(' ', 'T') : `${cell.replace(' ', 'T')}Z`)
    if (Number.isFinite(time)) return time
  }
  throw csv.fault(
    batch,
    i,
    column,
    cell === ''
      ? 'a time is missing here'
      : `"${cell}" is no time; write 2026-03-01T09:30:00Z, 2026-03-01, or Unix seconds`,
  )
}
