import type { Command } from './command.ts'
import { score } from './commands/score.ts'

export const COMMANDS = ['score'] as const
export type CommandName = (typeof COMMANDS)[number]

/** Every command of the program. A new one is a file in `commands/`, a word above and a row here. */
export const commands = {
  score,
} satisfies Record<CommandName, Command>
