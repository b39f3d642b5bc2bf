import { CsvError, didYouMean } from '@tributary/files'
import type { Answer, Command } from './command.ts'
import { commands } from './commands.ts'
import type { Config } from './config.ts'
import { commandHelp, generalHelp } from './help.ts'
import { InputFault, UsageFault } from './input-fault.ts'
import { everywhere, readOptions } from './read-options.ts'

/** Where words go: `answer` is stdout, `aside` is stderr. */
export type Terminal = { readonly answer: (text: string) => void; readonly aside: (text: string) => void }

const named = (name: string): Command => {
  const all: Readonly<Record<string, Command>> = commands
  if (Object.hasOwn(all, name)) return all[name]!
  throw new UsageFault(
    `There is no command "${name}".${didYouMean(name, Object.keys(all))} Commands: ${Object.keys(all).join(', ')}`,
  )
}

const finish = (answer: Answer, json: unknown, terminal: Terminal): void => {
  const text = json ? JSON.stringify(answer.json, null, 2) : answer.text().trimEnd()
  terminal.answer(`${text}\n`)
}

const perform = async (words: readonly string[], config: Config, terminal: Terminal): Promise<number> => {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    const help = generalHelp(commands)
    if (name === undefined) terminal.aside(help)
    else terminal.answer(help)
    return name === undefined ? 2 : 0
  }
  if (name.startsWith('-')) throw new UsageFault(`The command stands first: tributary COMMAND ${name} …`)
  const asked = name === 'help' ? rest[0]! : name
  const command = named(asked)
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    terminal.answer(commandHelp(asked, command))
    return 0
  }
  const given = readOptions(rest, { ...command.options, ...everywhere }, config.folder)
  const answer = await command.run(given as never, (text) => terminal.aside(`${text}\n`))
  finish(answer, given.json, terminal)
  return 0
}

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'reading or writing it is not allowed',
  EPERM: 'reading or writing it is not allowed',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written to',
}

/** What went wrong, in words; `undefined` when it is not the input's fault. */
const wordsFor = (error: unknown): string | undefined => {
  if (error instanceof InputFault || error instanceof CsvError) return error.message
  const { code, path } = error as NodeJS.ErrnoException
  const known = code === undefined ? undefined : SYSTEM_WORDS[code]
  return known && path ? `${path}: ${known}` : undefined
}

/** Runs one command line and returns the exit code. */
export const run = async (words: readonly string[], config: Config, terminal: Terminal): Promise<number> => {
  try {
    return await perform(words, config, terminal)
  } catch (error) {
    const known = wordsFor(error)
    terminal.aside(
      known === undefined ? `This is a fault of the program: ${(error as Error).stack}\n` : `${known}\n`,
    )
    if (known === undefined) return 70
    return error instanceof UsageFault ? 2 : 1
  }
}
