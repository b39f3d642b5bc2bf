/** Where in a file something is wrong. */
export type CsvPlace = {
  /** 1 is the first row below the header. */
  readonly row?: number
  /** 1 is the first line of the file; rows with line breaks in quotes take several. */
  readonly line?: number
  readonly column?: string
}

/** A CSV file that cannot be read as asked. The message names file, row and column and says what is wrong. */
export class CsvError extends Error {
  readonly file: string
  readonly place: CsvPlace

  constructor(file: string, place: CsvPlace, problem: string) {
    super(`${[file, ...placeWords(place)].join(', ')}: ${problem}`)
    this.name = 'CsvError'
    this.file = file
    this.place = place
  }
}

const placeWords = ({ row, line, column }: CsvPlace): string[] => [
  ...(row !== undefined ? [line !== undefined ? `row ${row} (line ${line})` : `row ${row}`] : []),
  ...(row === undefined && line !== undefined ? [`line ${line}`] : []),
  ...(column !== undefined ? [`column "${column}"`] : []),
]
