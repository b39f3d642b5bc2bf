import { stringify } from 'csv-stringify/sync'
import { guardFormula } from './formula-guard.ts'

export type Cell = string | number | null
export type CsvOptions = {
  /** Excel reads UTF-8 only behind a byte order mark. */
  readonly byteOrderMark?: boolean
  /** Leave texts as they are, for programs; a spreadsheet may run what they say. */
  readonly raw?: boolean
}

const guarded = (cell: Cell): Cell => (typeof cell === 'string' ? guardFormula(cell) : cell)

const lines = (rows: readonly (readonly Cell[])[], raw: boolean): string =>
  stringify(
    rows.map((row) => (raw ? [...row] : row.map(guarded))),
    { quoted: true, quoted_empty: true, record_delimiter: '\r\n' },
  )

/** RFC 4180 text, batch by batch: every cell quoted, CRLF after every row, no cell a spreadsheet would run. */
export async function* csvText(
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
  { byteOrderMark = true, raw = false }: CsvOptions = {},
): AsyncGenerator<string> {
  yield (byteOrderMark ? '\ufeff' : '') + lines([header], false)
  for await (const rows of batches) if (rows.length > 0) yield lines(rows, raw)
}
