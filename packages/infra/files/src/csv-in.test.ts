import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCsvFile } from './csv-file-out.ts'
import { type Csv, readCsvFile, readCsvText } from './csv-in.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-in-'))
})
afterAll(() => rm(folder, { recursive: true }))

const everything = async (csv: Csv): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const { size, cells } of csv.batches())
    for (let i = 0; i < size; i++) rows.push(csv.header.map((_, column) => cells[column]![i]!))
  return [[...csv.header], ...rows]
}
const text = (given: string) => readCsvText(given, everything, 'leads.csv')
const file = async (bytes: string | Uint8Array, name = 'a.csv') => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return readCsvFile(path, everything, name)
}

describe('a CSV file', () => {
  it('is read with quotes, doubled quotes, and line breaks and delimiters in quotes', async () => {
    expect(await text('name,note\n"Kite ""Energy"", Pune","two\nlines"\nplain,5" pipe\n')).toEqual([
      ['name', 'note'],
      ['Kite "Energy", Pune', 'two\nlines'],
      ['plain', '5" pipe'],
    ])
  })

  it('may end lines with LF or CRLF, and the last one with nothing; blank lines are no rows', async () => {
    const expected = [
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]
    expect(await text('a,b\r\n1,2\r\n\r\n3,\r\n')).toEqual(expected)
    expect(await text('a,b\n1,2\n\n3,')).toEqual(expected)
    expect(await text('\n\na,b\n1,2\n3,""')).toEqual(expected)
  })

  it('tells its delimiter by the header, not by what stands in quotes or in rows', async () => {
    expect(await text('"a,b,c";d\n"1,5";2\n')).toEqual([
      ['a,b,c', 'd'],
      ['1,5', '2'],
    ])
    expect(await text('a\tb\n1,2\t3\n')).toEqual([
      ['a', 'b'],
      ['1,2', '3'],
    ])
    expect(await text('path\nx > y\n')).toEqual([['path'], ['x > y']])
    expect(await text('sep=;\na;b\n1;2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('is read in UTF-8 with and without a byte order mark, in UTF-16 and in windows-1252', async () => {
    const expected = [['name'], ['Müller €']]
    expect(await file('\ufeffname\nMüller €\n')).toEqual(expected)
    expect(await file('name\nMüller €\n')).toEqual(expected)
    expect(await file(Buffer.from('\ufeffname\nMüller €\n', 'utf16le'))).toEqual(expected)
    expect(await file(Buffer.from('\ufeffname\nMüller €\n', 'utf16le').swap16())).toEqual(expected)
    const windows = Buffer.concat([Buffer.from('name\nM\xfcller ', 'latin1'), Buffer.from([0x80, 0x0a])])
    expect(await file(windows)).toEqual(expected)
  })

  it('is the same wherever its parts end: characters, quotes and rows cut in two', async () => {
    const long = 'ä'.repeat(300_001)
    const rows = Array.from({ length: 9 }, (_, i) => [`${i}`, `${'x'.repeat(i)}${long}"\n,€`])
    const quoted = rows.map(([a, b]) => `${a},"${b!.replaceAll('"', '""')}"\r\n`).join('')
    expect(await file(`a,b\r\n${quoted}`)).toEqual([['a', 'b'], ...rows])
  })

  it('says where a cell stands, also below a row with line breaks', async () => {
    const fault = readCsvText(
      'a,b\n"x\ny",1\n\nz,oops\n',
      async (csv) => {
        for await (const batch of csv.batches()) throw csv.fault(batch, 1, csv.need('b'), 'must be a number')
      },
      'rows.csv',
    )
    await expect(fault).rejects.toThrow('rows.csv, row 2 (line 5), column "b": must be a number')
  })

  it.each([
    ['a,b\n1\n', 'leads.csv, row 1 (line 2), column "b": the row ends before this column'],
    ['a,b\n1,2\n1,2,3\n', 'leads.csv, row 2 (line 3), column "b": 3 cells stand in the row'],
    ['a,b\n"1",2,3\n', 'leads.csv, row 1 (line 2), column "b": 3 cells stand in the row'],
    ['a,b\n1,"2\n', 'leads.csv, row 1 (line 2), column "b": a quote is opened and never closed'],
    ['a,b\n"1"x,2\n', 'leads.csv, row 1 (line 2), column "a": text follows the closing quote'],
    ['a,a\n1,2\n', 'leads.csv, line 1, column "a": two columns have this name'],
    ['', 'leads.csv: the file is empty'],
    ['a,b\r1,2\r', 'leads.csv: lines end with a bare CR'],
  ])('that is broken says how: %j', async (given, message) => {
    await expect(text(given)).rejects.toThrow(message)
  })

  it('that is something else is told by its beginning', async () => {
    await expect(file(Buffer.from('PK\x03\x04abc'), 'x.csv')).rejects.toThrow('x.csv: this is a workbook')
    await expect(file(Buffer.from('a\0b\0\n'), 'y.csv')).rejects.toThrow('zero bytes')
  })

  it('names the columns there are when one is missing', async () => {
    const asked = readCsvText(
      'path,total_conversions\n',
      async (csv) => csv.need('total_conversion'),
      'p.csv',
    )
    await expect(asked).rejects.toThrow(
      'p.csv: there is no column "total_conversion". Did you mean "total_conversions"? The header names: path, total_conversions',
    )
  })

  it('cuts out only the columns that are asked for', async () => {
    await readCsvText(
      'a,b,c\n1,2,3\n',
      async (csv) => {
        for await (const { cells } of csv.batches([1, undefined])) expect(cells).toEqual([[], ['2'], []])
      },
      'x.csv',
    )
  })

  it('gives back whatever was written', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\n', '\r\n', ' ', '\t') })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
      )
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const path = join(folder, 'round.csv')
        const header = rows[0]!.map((_, i) => `c${i}`)
        await writeCsvFile(path, header, [rows])
        expect(await readCsvFile(path, everything)).toEqual([header, ...rows])
      }),
      { numRuns: 100 },
    )
  })
})

describe('a file that is written', () => {
  it('does not appear when the run fails', async () => {
    const path = join(folder, 'half.csv')
    const failing = function* () {
      yield [['1']]
      throw new Error('no more')
    }
    await expect(writeCsvFile(path, ['a'], failing())).rejects.toThrow('no more')
    await expect(readCsvFile(path, everything)).rejects.toThrow('ENOENT')
    await expect(readCsvFile(`${path}.part`, everything)).rejects.toThrow('ENOENT')
  })
})
