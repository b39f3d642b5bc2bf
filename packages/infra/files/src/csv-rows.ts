import { CsvError } from './csv-error.ts'

/** How the rows of one file are written, and which columns somebody wants. */
export type CsvLayout = {
  readonly name: string
  readonly header: readonly string[]
  readonly delimiter: string
  readonly wanted: readonly boolean[]
}

/** Rows read so far; the next row and line to read. */
export type CsvRows = {
  size: number
  readonly cells: string[][]
  readonly lines: number[]
  row: number
  line: number
}

const LF = 10
const CR = 13

const endOfLine = (text: string, lineBreak: number, from: number): number =>
  lineBreak > from && text.charCodeAt(lineBreak - 1) === CR ? lineBreak - 1 : lineBreak

/** One cell that begins with a quote; `undefined` when it does not end in this text. */
const quotedCell = (text: string, at: number): { cell: string; next: number } | undefined => {
  let cell = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    if (text.charCodeAt(quote + 1) !== 34) return { cell: cell + text.slice(from, quote), next: quote + 1 }
    cell += text.slice(from, quote + 1)
    from = quote + 2
  }
}

/** The end of a cell without quotes: the delimiter, the line break, or the end of the text. */
const endOfPlainCell = (text: string, at: number, delimiter: string): number => {
  const separator = text.indexOf(delimiter, at)
  const lineBreak = text.indexOf('\n', at)
  const lineEnd = lineBreak < 0 ? text.length : endOfLine(text, lineBreak, at)
  return separator >= 0 && separator < lineEnd ? separator : lineEnd
}

export type CsvRecord = { readonly cells: string[]; readonly next: number; readonly breaks: number }
export type CsvFlaw = { readonly flaw: string; readonly cell: number }

/** Any one record, with quotes by RFC 4180; `undefined` when more text may be needed to finish it. */
export const readRecord = (
  text: string,
  start: number,
  delimiter: string,
  final: boolean,
): CsvRecord | CsvFlaw | undefined => {
  const cells: string[] = []
  let at = start
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const quoted = quotedCell(text, at)
      if (!quoted)
        return final ? { flaw: 'a quote is opened and never closed', cell: cells.length } : undefined
      cells.push(quoted.cell)
      at = quoted.next
    } else {
      const end = endOfPlainCell(text, at, delimiter)
      cells.push(text.slice(at, end))
      at = end
    }
    if (text.startsWith(delimiter, at)) at += 1
    else break
  }
  if (text.charCodeAt(at) === CR && (text.charCodeAt(at + 1) === LF || at + 1 === text.length)) at += 1
  if (at >= text.length && !final) return undefined
  if (at < text.length && text.charCodeAt(at) !== LF)
    return { flaw: 'text follows the closing quote of a cell', cell: cells.length - 1 }
  return { cells, next: at + 1, breaks: countBreaks(text, start, at) }
}

const countBreaks = (text: string, from: number, to: number): number => {
  let count = 1
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

const refuse = (layout: CsvLayout, rows: CsvRows, cell: number, problem: string): never => {
  throw new CsvError(
    layout.name,
    { row: rows.row, line: rows.line, column: layout.header[cell] ?? layout.header.at(-1) },
    problem,
  )
}

const tooShort = (layout: CsvLayout, rows: CsvRows, cells: number): never =>
  refuse(
    layout,
    rows,
    cells,
    `the row ends before this column: it has ${cells} of ${layout.header.length} cells`,
  )

const tooLong = (layout: CsvLayout, rows: CsvRows, cells: number): never =>
  refuse(
    layout,
    rows,
    layout.header.length - 1,
    `${cells} cells stand in the row, but the header names ${layout.header.length} columns; put a cell with "${layout.delimiter}" in quotes`,
  )

const cellsIn = (text: string, from: number, to: number, delimiter: string): number =>
  text.slice(from, to).split(delimiter).length

const take = (layout: CsvLayout, rows: CsvRows, cells: readonly string[]): void => {
  if (cells.length < layout.header.length) tooShort(layout, rows, cells.length)
  if (cells.length > layout.header.length) tooLong(layout, rows, cells.length)
  for (let column = 0; column < cells.length; column++)
    if (layout.wanted[column]) rows.cells[column]!.push(cells[column]!)
}

const takeQuoted = (layout: CsvLayout, rows: CsvRows, text: string, at: number, final: boolean): number => {
  const record = readRecord(text, at, layout.delimiter, final)
  if (!record) return -1
  if ('flaw' in record) return refuse(layout, rows, record.cell, record.flaw)
  take(layout, rows, record.cells)
  rows.lines.push(rows.line)
  rows.size += 1
  rows.row += 1
  rows.line += record.breaks
  return record.next
}

/**
 * Adds every complete row of the text, and returns where the first incomplete one begins. Rows without a quote are cut
 * by three searches that only move forward: for line breaks, delimiters and quotes.
 */
export const takeRows = (layout: CsvLayout, rows: CsvRows, text: string, final: boolean): number => {
  const { delimiter, wanted, header } = layout
  const last = header.length - 1
  const { cells, lines } = rows
  let at = 0
  let separator = text.indexOf(delimiter)
  let quote = text.indexOf('"')
  while (at < text.length) {
    let lineBreak = text.indexOf('\n', at)
    if (lineBreak < 0) {
      if (!final) return at
      lineBreak = text.length
    }
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
    if (quote >= 0 && quote < lineBreak) {
      const next = takeQuoted(layout, rows, text, at, final)
      if (next < 0) return at
      at = next
      separator = text.indexOf(delimiter, at)
      continue
    }
    const end = endOfLine(text, lineBreak, at)
    if (end > at) {
      let from = at
      for (let column = 0; column < last; column++) {
        if (separator < 0 || separator >= end) tooShort(layout, rows, column + 1)
        if (wanted[column]) cells[column]!.push(text.slice(from, separator))
        from = separator + 1
        separator = text.indexOf(delimiter, from)
      }
      if (separator >= 0 && separator < end) tooLong(layout, rows, cellsIn(text, at, end, delimiter))
      if (wanted[last]) cells[last]!.push(text.slice(from, end))
      lines.push(rows.line)
      rows.size += 1
      rows.row += 1
    }
    rows.line += 1
    at = lineBreak + 1
  }
  return text.length
}
