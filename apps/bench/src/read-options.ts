import { parseArgs } from 'node:util'

type Default = string | number | boolean | null | readonly string[] | readonly number[]

/** What the options of a command are: the kind of each is that of its default, and `null` is a text that may be left out. */
type Defaults = Readonly<Record<string, Default>>

type Given<T extends Defaults> = {
  readonly [K in keyof T]: T[K] extends number
    ? number
    : T[K] extends boolean
      ? boolean
      : T[K] extends readonly number[]
        ? readonly number[]
        : T[K] extends readonly string[]
          ? readonly T[K][number][]
          : T[K] extends null
            ? string | null
            : string
}

/** A command line that asks for help, or that nobody can follow. Its message is for the person who wrote it. */
export class UsageAnswer extends Error {
  readonly exitCode: 0 | 2

  constructor(message: string, exitCode: 0 | 2 = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

const shown = (name: string, value: Default): string => {
  if (value === false) return `--${name}`
  return `--${name} ${value === null ? 'TEXT' : String(value)}`
}

const listOf = (defaults: Defaults): string => {
  const all = Object.entries(defaults).map(([name, value]) => shown(name, value))
  return all.length > 0 ? `Options, with their defaults: ${all.join(', ')}` : 'It takes no options.'
}

const numberIn = (name: string, text: string): number => {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number) && number >= 0) return number
  throw new UsageAnswer(`--${name} takes numbers of 0 or more, but is "${text}".`)
}

const partsOf = (name: string, text: string, known: readonly (string | number)[]): (string | number)[] =>
  text.split(',').map((part) => {
    if (typeof known[0] === 'number') return numberIn(name, part)
    if (known.includes(part)) return part
    throw new UsageAnswer(`--${name} knows no "${part}". It takes: ${known.join(', ')}`)
  })

const valueOf = (name: string, fallback: Default, given: string | boolean | undefined) => {
  if (given === undefined || typeof given === 'boolean') return given ?? fallback
  if (typeof fallback === 'number') return numberIn(name, given)
  return Array.isArray(fallback) ? partsOf(name, given, fallback) : given
}

const parse = (args: readonly string[], defaults: Defaults): Record<string, string | boolean | undefined> => {
  const options = Object.entries(defaults).map(([name, value]) => {
    return [name, { type: typeof value === 'boolean' ? ('boolean' as const) : ('string' as const) }] as const
  })
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(options) }).values
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\.\s/)
    throw new UsageAnswer(`${sentence!.replace(/\.$/, '')}. ${listOf(defaults)}`)
  }
}

/**
 * The values of a command's options. A list of words as a default is all the words there are; `--only q2,q3` picks from it.
 * @throws UsageAnswer when help is asked for, and in place of going on with what was not meant.
 */
export const readOptions = <const T extends Defaults>(args: readonly string[], defaults: T): Given<T> => {
  // A separator that a script runner hands on.
  const words = args.filter((arg) => arg !== '--')
  if (words.includes('--help') || words.includes('-h')) throw new UsageAnswer(listOf(defaults), 0)
  const given = parse(words, defaults)
  return Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [name, valueOf(name, fallback, given[name])]),
  ) as Given<T>
}

/** Tells a command line's answer where it belongs, and ends with its exit code; anything else is a fault and thrown on. */
export const answerUsage = (error: unknown): never => {
  if (!(error instanceof UsageAnswer)) throw error
  if (error.exitCode === 0) console.log(error.message)
  else console.error(error.message)
  process.exit(error.exitCode)
}
