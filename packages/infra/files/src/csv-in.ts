import { open } from 'node:fs/promises'
import { CsvError } from './csv-error.ts'
import { type CsvRows, readRecord, takeRows } from './csv-rows.ts'
import { type CsvEncoding, textReader } from './csv-text.ts'
import { didYouMean } from './near-names.ts'

/** Some thousand rows, column by column. */
export type CsvBatch = {
  readonly size: number
  /**
   * `cells[column]![i]`, as written, without quotes. Columns not asked for are empty. Long cells are views on the text of the
   * batch: keeping a few of them keeps all of it.
   */
  readonly cells: readonly (readonly string[])[]
  /** Of row `i`: 1 is the first row below the header. Blank lines are no rows. */
  readonly rowOf: (i: number) => number
}

/** A CSV file whose header is read and whose rows can be asked for once. */
export type Csv = {
  /** As messages name the file. */
  readonly name: string
  readonly header: readonly string[]
  readonly delimiter: string
  /** As far as the rows read so far tell. */
  readonly encoding: () => CsvEncoding
  readonly find: (column: string) => number | undefined
  /** @throws CsvError that names the columns there are. */
  readonly need: (column: string) => number
  /** All rows in bounded memory; only the cells of the columns asked for are cut out (default all). */
  readonly batches: (columns?: readonly (number | undefined)[]) => AsyncGenerator<CsvBatch>
  /** What is wrong with one cell, ready to throw. */
  readonly fault: (batch: CsvBatch, i: number, column: number, problem: string) => CsvError
}

const CHUNK = 1 << 20
const LONGEST_ROW = 1 << 24
const DELIMITERS = [',', ';', '\t', '|'] as const

type NextText = () => Promise<{ readonly text: string; readonly final: boolean }>

/** The delimiter that stands most often outside quotes in the first row. */
const delimiterOf = (text: string): string => {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (char === '\n' && !quoted) break
    else if (!quoted && counts.has(char)) counts.set(char, counts.get(char)! + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

const namesOf = (name: string, cells: readonly string[], line: number): string[] => {
  const names = cells.map((cell, i) => cell.trim() || `column ${i + 1}`)
  const twice = names.find((column, i) => names.indexOf(column) !== i)
  if (twice !== undefined)
    throw new CsvError(name, { line, column: twice }, 'two columns have this name; rename one of them')
  return names
}

type Head = { names: string[]; delimiter: string; rest: string; final: boolean; line: number }

const readHead = async (name: string, next: NextText): Promise<Head> => {
  let { text, final } = await next()
  const more = async (): Promise<void> => {
    const part = await next()
    text += part.text
    final = part.final
    if (text.length > LONGEST_ROW) throw new CsvError(name, { line: 1 }, 'the first row does not end')
  }
  while (!final && !text.includes('\n')) await more()
  if (!text.includes('\n') && /\r[^\r]/.test(text))
    throw new CsvError(name, {}, 'lines end with a bare CR; save the file with LF or CRLF')
  const blank = /^\s*?(?:\r?\n)+/.exec(text)?.[0] ?? ''
  const declared = /^sep=(.)\r?\n/.exec(text.slice(blank.length))
  const at = blank.length + (declared?.[0].length ?? 0)
  if (text.slice(at).trim() === '' && final)
    throw new CsvError(name, {}, 'the file is empty; its first row must name the columns')
  const line = 1 + blank.split('\n').length - 1 + (declared ? 1 : 0)
  const delimiter = declared?.[1] ?? delimiterOf(text.slice(at))
  let record = readRecord(text, at, delimiter, final)
  while (!record) {
    await more()
    record = readRecord(text, at, delimiter, final)
  }
  if ('flaw' in record) throw new CsvError(name, { line }, record.flaw)
  const names = namesOf(name, record.cells, line)
  return { names, delimiter, rest: text.slice(record.next), final, line: line + record.breaks }
}

const missing = (name: string, column: string, header: readonly string[]): CsvError =>
  new CsvError(
    name,
    {},
    `there is no column "${column}".${didYouMean(column, header)} The header names: ${header.join(', ')}`,
  )

const openRows = async (name: string, next: NextText, encoding: () => CsvEncoding): Promise<Csv> => {
  const head = await readHead(name, next)
  const header = head.names
  const places = new Map(header.map((column, i) => [column, i]))
  const lines = new WeakMap<CsvBatch, { readonly first: number; readonly lines: readonly number[] }>()

  async function* batches(columns?: readonly (number | undefined)[]): AsyncGenerator<CsvBatch> {
    const layout = {
      name,
      header,
      delimiter: head.delimiter,
      wanted: header.map((_, i) => columns?.includes(i) ?? true),
    }
    let { rest, final, line } = head
    let row = 1
    for (;;) {
      const rows: CsvRows = { size: 0, cells: header.map(() => []), lines: [], row, line }
      const used = takeRows(layout, rows, rest, final)
      if (rows.size > 0) {
        const first = row
        const batch: CsvBatch = { size: rows.size, cells: rows.cells, rowOf: (i) => first + i }
        lines.set(batch, { first, lines: rows.lines })
        yield batch
      }
      row = rows.row
      line = rows.line
      rest = rest.slice(used)
      if (final) return
      if (rest.length > LONGEST_ROW)
        throw new CsvError(name, { row, line }, 'the row does not end; is a quote opened and never closed?')
      const part = await next()
      rest += part.text
      final = part.final
    }
  }

  return {
    name,
    header,
    delimiter: head.delimiter,
    encoding,
    find: (column) => places.get(column),
    need: (column) => {
      const place = places.get(column)
      if (place === undefined) throw missing(name, column, header)
      return place
    },
    batches,
    fault: (batch, i, column, problem) =>
      new CsvError(
        name,
        { row: batch.rowOf(i), line: lines.get(batch)?.lines[i], column: header[column] },
        problem,
      ),
  }
}

/**
 * Reads a CSV file while it streams: RFC 4180 quotes, `,` `;` tab or `|` (by the header, or a first line `sep=;`), LF or CRLF,
 * byte order marks, UTF-8, UTF-16 or windows-1252. The file is closed when `read` ends.
 *
 * @throws CsvError when the file is not such text, or a row has more or fewer cells than the header.
 */
export const readCsvFile = async <T>(
  path: string,
  read: (csv: Csv) => Promise<T>,
  name: string = path,
): Promise<T> => {
  const file = await open(path, 'r')
  try {
    if ((await file.stat()).isDirectory()) throw new CsvError(name, {}, 'this is a folder, not a file')
    const reader = textReader(name)
    const buffer = Buffer.allocUnsafe(CHUNK)
    const next: NextText = async () => {
      const { bytesRead } = await file.read(buffer, 0, CHUNK)
      return { text: reader.read(buffer.subarray(0, bytesRead), bytesRead === 0), final: bytesRead === 0 }
    }
    return await read(await openRows(name, next, reader.encoding))
  } finally {
    await file.close()
  }
}

/** The same for text that is already in memory, such as an upload. */
export const readCsvText = async <T>(
  text: string,
  read: (csv: Csv) => Promise<T>,
  name: string,
): Promise<T> => {
  const next: NextText = async () => ({ text: text.replace(/^\ufeff/, ''), final: true })
  return read(await openRows(name, next, () => 'utf-8'))
}
