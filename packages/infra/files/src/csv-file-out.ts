import { open, rename, rm } from 'node:fs/promises'
import type { Cell } from './csv-out.ts'

type Rows = Iterable<readonly Cell[]>

const NEEDS_QUOTES = /[",\r\n]/

const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const lineOf = (cells: readonly Cell[]): string => {
  const line = cells.map(cellText).join(',')
  // A row of one empty cell would read as a blank line.
  return `${line === '' ? '""' : line}\n`
}

/**
 * Writes a CSV file for programs: quotes only where needed, LF, numbers unrounded, texts as they are (for people with
 * spreadsheets see `csvText`). The file appears under its name when it is complete; a run that fails leaves none.
 * @returns how many rows were written.
 */
export const writeCsvFile = async (
  path: string,
  header: readonly string[],
  batches: Iterable<Rows> | AsyncIterable<Rows>,
): Promise<number> => {
  const part = `${path}.part`
  const file = await open(part, 'w')
  let count = 0
  try {
    await file.writeFile(lineOf(header))
    for await (const rows of batches) {
      let text = ''
      for (const row of rows) {
        text += lineOf(row)
        count += 1
      }
      await file.writeFile(text)
    }
    await file.close()
    await rename(part, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
  return count
}
