import { isUtf8 } from 'node:buffer'
import { AppError } from '@tributary/contracts'

const refuse = (field: string, message: string): AppError =>
  new AppError('VALIDATION_ERROR', message, { field })

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58

/** Where the string that begins at `from` ends: the place of its closing quote. */
const endOfString = (text: string, from: number): number => {
  let at = text.indexOf('"', from + 1)
  while (at > 0) {
    let slashes = 0
    for (let back = at - 1; text.charCodeAt(back) === BACKSLASH; back--) slashes++
    if (slashes % 2 === 0) return at
    at = text.indexOf('"', at + 1)
  }
  return text.length
}

const skipSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}

/** How many keys a valid JSON text writes, repeated ones counted again. */
const writtenKeys = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = endOfString(text, at)
    const after = skipSpace(text, end + 1)
    if (text.charCodeAt(after) === COLON) count++
    at = text.charCodeAt(after) === QUOTE ? after : text.indexOf('"', after)
  }
  return count
}

/** How many keys of a parsed value there are; the walk keeps its own stack, for a body can be nested without end. */
const keptKeys = (value: unknown): number => {
  let count = 0
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const next = stack.pop()
    if (typeof next !== 'object' || next === null) continue
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === 'object' && item !== null) stack.push(item)
      continue
    }
    for (const key of Object.keys(next)) {
      count++
      const inner = (next as Record<string, unknown>)[key]
      if (typeof inner === 'object' && inner !== null) stack.push(inner)
    }
  }
  return count
}

/** The path of the first key that is written twice in its object. */
const repeatedKey = (text: string): string => {
  const open: { path: string; keys: Set<string> }[] = []
  let key = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{' || character === '[') {
      const parent = open.at(-1)?.path ?? ''
      open.push({ path: key === '' ? parent : parent === '' ? key : `${parent}.${key}`, keys: new Set() })
      key = ''
    } else if (character === '}' || character === ']') open.pop()
    else if (character === '"') {
      const end = endOfString(text, at)
      const isKey = text.charCodeAt(skipSpace(text, end + 1)) === COLON
      if (isKey) {
        key = JSON.parse(text.slice(at, end + 1)) as string
        const { path, keys } = open.at(-1)!
        if (keys.has(key)) return (path === '' ? key : `${path}.${key}`).slice(0, 200)
        keys.add(key)
      }
      at = end
    }
  }
  return 'body'
}

/** What is longer could be nested deeper than a value can be written again. */
const SHORT = 4096

/** Most bodies are a value as `JSON.stringify` writes it: such a text has no key twice. */
const isWrittenPlainly = (text: string, value: unknown): boolean =>
  text.length <= SHORT && JSON.stringify(value) === text

/**
 * Reads a JSON body and refuses what two readers could understand differently: broken UTF-8, and a key written twice.
 * @throws AppError `VALIDATION_ERROR` with the field.
 */
export const readJson = (bytes: Buffer): unknown => {
  if (bytes.length === 0) throw refuse('body', 'The body is empty. Send JSON.')
  if (!isUtf8(bytes)) throw refuse('body', 'The body is not UTF-8.')
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('body', 'The body is not valid JSON.')
  }
  if (!isWrittenPlainly(text, value) && writtenKeys(text) !== keptKeys(value))
    throw refuse(repeatedKey(text).toWellFormed(), 'A key of the body is written twice.')
  return value
}
