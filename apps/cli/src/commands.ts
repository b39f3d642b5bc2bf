import type { Command } from './command.ts'
import { attribute } from './commands/attribute.ts'
import { budget } from './commands/budget.ts'
import { predict } from './commands/predict.ts'
import { score } from './commands/score.ts'
import { simulate } from './commands/simulate.ts'
import { train } from './commands/train.ts'

export const COMMANDS = ['attribute', 'train', 'predict', 'score', 'budget', 'simulate'] as const
export type CommandName = (typeof COMMANDS)[number]

/** Every command of the program. A new one is a file in `commands/`, a word above and a row here. */
export const commands = {
  attribute,
  train,
  predict,
  score,
  budget,
  simulate,
} satisfies Record<CommandName, Command>
