import { type Command, type Option, type Options } from './command.ts'
import { everywhere } from './read-options.ts'

const PROGRAM = 'npx pnpm -s tributary'

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

export const generalHelp = (
  commands: Readonly<Record<string, Command>>,
): string => `Tributary on files: no server, no database.

Usage: ${PROGRAM} COMMAND [options]

${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary] as const))}

Every command has --help and --json. Relative paths start where you stand. stdout holds only the answer; progress and
problems go to stderr. Exit code: 0 done, 1 the input is at fault, 2 the command line is, 70 the program itself.
`

const optionLine = (name: string, option: Option): readonly [string, string] => {
  if (option.kind === 'flag') return [`--${name}`, option.what]
  const notes = [
    option.required ? 'required' : '',
    'default' in option && option.default !== undefined ? `default ${option.default}` : '',
    'among' in option && option.among ? option.among.join(', ') : '',
  ].filter((note) => note !== '')
  return [`--${name} ${option.value}`, option.what + (notes.length > 0 ? ` (${notes.join('; ')})` : '')]
}

const usage = (options: Options): string =>
  Object.entries(options)
    .filter(([name]) => name !== 'help')
    .map(([name, option]) => {
      const words = option.kind === 'flag' ? `--${name}` : `--${name} ${option.value}`
      return option.kind !== 'flag' && option.required ? words : `[${words}]`
    })
    .join(' ')

export const commandHelp = (name: string, command: Command): string => {
  const options = { ...command.options, ...everywhere }
  return `${command.summary}

Usage: ${PROGRAM} ${name} ${usage(options)}

${columns(Object.entries(options).map(([option, spec]) => optionLine(option, spec)))}
${command.details ? `\n${command.details.trim()}\n` : ''}
${command.examples.map((example) => `  ${PROGRAM} ${example}`).join('\n')}
`
}
