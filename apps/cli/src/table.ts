/** A number, or in brackets why there is none. */
const NUMERIC = /^-?[\d.,]+$|^\(.*\)$|^-$/

/** Rows under a header, in columns as wide as their words; numbers stand to the right. */
export const table = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const texts = [header, ...rows.map((row) => row.map(String))]
  const widths = header.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  const isNumber = header.map((_, column) => rows.every((row) => NUMERIC.test(String(row[column]))))
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) =>
        isNumber[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd()
  return [
    line(header),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...texts.slice(1).map(line),
  ].join('\n')
}
