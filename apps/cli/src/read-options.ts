import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { csvNumber, didYouMean } from '@tributary/files'
import type { GivenPath, Option, Options } from './command.ts'
import { UsageFault } from './input-fault.ts'

type Value = string | boolean | number | GivenPath | readonly string[]

/** Options every command has. */
export const everywhere = {
  json: { kind: 'flag', what: 'print the answer as JSON' },
  help: { kind: 'flag', what: 'show this help' },
} as const satisfies Options

const numberOf = (name: string, option: Option & { kind: 'whole' | 'number' }, text: string): number => {
  const number = csvNumber(text)
  const wanted = option.kind === 'whole' ? 'a whole number' : 'a number'
  const range = [
    option.min === undefined ? '' : ` of at least ${option.min}`,
    option.max === undefined ? '' : `${option.min === undefined ? ' of' : ' and'} at most ${option.max}`,
  ].join('')
  const fits =
    (option.kind === 'whole' ? Number.isSafeInteger(number) : Number.isFinite(number)) &&
    number >= (option.min ?? Number.NEGATIVE_INFINITY) &&
    number <= (option.max ?? Number.POSITIVE_INFINITY)
  if (!fits) throw new UsageFault(`--${name} must be ${wanted}${range}, but is "${text}".`)
  return number
}

const knownWord = (name: string, word: string, among: readonly string[] | undefined): string => {
  if (!among || among.includes(word)) return word
  throw new UsageFault(
    `--${name} knows no "${word}".${didYouMean(word, among)} It takes: ${among.join(', ')}`,
  )
}

const valueOf = (name: string, option: Option, text: string, folder: string): Value => {
  if (option.kind === 'flag') return true
  if (text === '') throw new UsageFault(`--${name} needs a value: --${name} ${option.value}`)
  switch (option.kind) {
    case 'file':
    case 'folder':
      return { shown: text, path: resolve(folder, text) }
    case 'whole':
    case 'number':
      return numberOf(name, option, text)
    case 'text':
      return knownWord(name, text, option.among)
    case 'list': {
      const words = text.split(',').map((word) => word.trim())
      return words.filter((word) => word !== '').map((word) => knownWord(name, word, option.among))
    }
  }
}

const unless = (name: string, option: Option): Value | undefined => {
  if (option.kind === 'flag') return false
  if (option.required)
    throw new UsageFault(`--${name} is missing: --${name} ${option.value} (${option.what})`)
  return 'default' in option ? option.default : undefined
}

const refuseUnknown = (words: readonly string[], options: Options): void => {
  const names = Object.keys(options)
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: kindsOf(options),
  })
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new UsageFault(`"${token.value}" belongs to no option. Options begin with "--"; see --help.`)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!option || !token.rawName.startsWith('--'))
      throw new UsageFault(
        `There is no option ${token.rawName}.${didYouMean(token.name, names, '--')} See --help.`,
      )
    const swallowed = token.value?.startsWith('--') === true && !token.inlineValue
    if (option.kind !== 'flag' && (token.value === undefined || swallowed))
      throw new UsageFault(`--${token.name} needs a value: --${token.name} ${option.value}`)
    if (option.kind === 'flag' && token.value !== undefined)
      throw new UsageFault(`--${token.name} takes no value.`)
  }
}

const kindsOf = (options: Options) =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.kind === 'flag' ? ('boolean' as const) : ('string' as const),
        multiple: option.kind === 'list',
      },
    ]),
  )

/**
 * The values of a command's options from the words behind its name.
 * @throws UsageFault for what is unknown (with near matches), missing or out of range.
 */
export const readOptions = (
  words: readonly string[],
  options: Options,
  folder: string,
): Record<string, Value | undefined> => {
  refuseUnknown(words, options)
  const { values } = parseArgs({ args: [...words], strict: false, options: kindsOf(options) })
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const given = values[name]
      if (given === undefined) return [name, unless(name, option)]
      const text = Array.isArray(given) ? given.join(',') : String(given)
      return [name, valueOf(name, option, text, folder)]
    }),
  )
}
