import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, csvText } from './csv-out.ts'
import { guardFormula, looksLikeFormula, unguardFormula } from './formula-guard.ts'

/** RFC 4180 as its page says, written again: quoted fields, doubled quotes, CRLF. */
const parse = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    expect(text[at]).toBe('"')
    let cell = ''
    at += 1
    for (;;) {
      if (text[at] === '"' && text[at + 1] === '"') {
        cell += '"'
        at += 2
      } else if (text[at] === '"') break
      else cell += text[at++]
    }
    at += 1
    row.push(cell)
    if (text[at] === ',') at += 1
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n')
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

async function* one(rows: Cell[][]) {
  yield rows
}

const written = async (rows: Cell[][], raw = false): Promise<string> => {
  let text = ''
  for await (const part of csvText(['a', 'b'], one(rows), { byteOrderMark: false, raw })) text += part
  return text
}

const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        "'",
        "'=",
        ' =',
        ' ',
        '\u00a0@',
        '"',
      ),
      fc.string(),
    )
    .map((parts) => parts.join('')),
)

describe('a file for spreadsheets', () => {
  it('writes every cell in quotes, doubles quotes inside, and ends rows with CRLF', async () => {
    expect(
      await written([
        ['Kite "Energy", Pune', 12],
        [null, 'x'],
      ]),
    ).toBe('"a","b"\r\n"Kite ""Energy"", Pune","12"\r\n"","x"\r\n')
  })

  it('puts a quote before what a spreadsheet would run, also behind blanks and in full width', () => {
    for (const text of [
      '=1+1',
      '+491234',
      '-5',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '\nx',
      '  =1',
      '＝1',
      '－1',
      '＠x',
    ])
      expect(guardFormula(text)).toBe(`'${text}`)
    for (const text of ['Kite', "O'Neill", '12', '', 'a=b']) expect(guardFormula(text)).toBe(text)
  })

  it('contains no cell that begins like a formula, whatever people typed', async () => {
    await fc.assert(
      fc.asyncProperty(wild, wild, async (a, b) => {
        for (const cell of parse(await written([[a, b]])).flat()) expect(looksLikeFormula(cell)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('gives back what was typed when one quote is taken away again', async () => {
    await fc.assert(
      fc.asyncProperty(wild, wild, async (a, b) => {
        const [, row] = parse(await written([[a, b]]))
        expect(row?.map(unguardFormula)).toEqual([a, b])
      }),
      { numRuns: 500 },
    )
  })

  it('leaves texts alone for programs that ask for them raw', async () => {
    expect(parse(await written([['=1+1', '+491234']], true))[1]).toEqual(['=1+1', '+491234'])
  })
})
