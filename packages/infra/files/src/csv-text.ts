import { isAscii, isUtf8 } from 'node:buffer'
import { CsvError } from './csv-error.ts'

export const CSV_ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type CsvEncoding = (typeof CSV_ENCODINGS)[number]

export type TextReader = {
  readonly encoding: () => CsvEncoding
  /** The text of more bytes; characters cut at their end wait for the next ones. */
  readonly read: (bytes: Uint8Array, final: boolean) => string
}

const begins = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

/** How many bytes at the end begin a character of UTF-8 that is not complete. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

const refuseOtherFiles = (name: string, bytes: Uint8Array): void => {
  if (begins(bytes, 0x50, 0x4b, 3, 4))
    throw new CsvError(name, {}, 'this is a workbook or archive, not text; save the sheet as CSV first')
  if (begins(bytes, 0x1f, 0x8b)) throw new CsvError(name, {}, 'this is compressed; unpack it first')
  if (bytes.subarray(0, 1000).includes(0))
    throw new CsvError(name, {}, 'this is not text (it holds zero bytes); save it as CSV in UTF-8')
}

/**
 * Reads the bytes of a file as text. A byte order mark decides; without one it is UTF-8, or windows-1252 (what
 * spreadsheets write on Windows) when the first character outside ASCII is not UTF-8.
 */
export const textReader = (name: string): TextReader => {
  let encoding: CsvEncoding | undefined
  let decoder: TextDecoder | undefined
  let sawWide = false
  let left: Uint8Array = new Uint8Array(0)

  const begin = (bytes: Uint8Array): Uint8Array => {
    if (begins(bytes, 0xff, 0xfe)) encoding = 'utf-16le'
    else if (begins(bytes, 0xfe, 0xff)) encoding = 'utf-16be'
    else refuseOtherFiles(name, bytes)
    if (encoding) decoder = new TextDecoder(encoding)
    else encoding = 'utf-8'
    return begins(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes
  }

  const wide = (bytes: Uint8Array): string => {
    if (isUtf8(bytes)) {
      sawWide = true
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    }
    if (sawWide)
      throw new CsvError(name, {}, 'some characters are UTF-8 and others are not; save the file as UTF-8')
    encoding = 'windows-1252'
    decoder = new TextDecoder(encoding)
    return decoder.decode(bytes, { stream: true })
  }

  const read = (more: Uint8Array, final: boolean): string => {
    let bytes = left.length > 0 ? Buffer.concat([left, more]) : more
    if (encoding === undefined && bytes.length < 4 && !final) {
      left = Uint8Array.from(bytes)
      return ''
    }
    if (encoding === undefined) bytes = begin(bytes)
    left = new Uint8Array(0)
    if (decoder) return decoder.decode(bytes, { stream: !final })
    if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    const cut = final ? 0 : unfinished(bytes)
    left = Uint8Array.from(bytes.subarray(bytes.length - cut))
    return wide(bytes.subarray(0, bytes.length - cut))
  }
  return { encoding: () => encoding ?? 'utf-8', read }
}
