import { SIMULATED_CHANNELS } from '@tributary/simulator'
import type { BiasVerdict, Shares } from './judge-bias.ts'

/** Shares in percent, means over markets. */
export type BiasTable = {
  readonly markets: number
  readonly lost: Shares
  readonly fair: Shares
  readonly credited: Readonly<Record<string, Shares>>
  /** Half the sum of |credited − fair|: the part of all credit that stands with the wrong channel. Mean over markets. */
  readonly misplaced: Readonly<Record<string, number>>
}

const meanShares = (all: readonly Shares[]): Shares =>
  Object.fromEntries(
    SIMULATED_CHANNELS.map((channel) => [
      channel,
      (100 * all.reduce((sum, shares) => sum + shares[channel], 0)) / all.length,
    ]),
  ) as Shares

const misplacedIn = (credited: Shares, fair: Shares): number =>
  50 * SIMULATED_CHANNELS.reduce((sum, channel) => sum + Math.abs(credited[channel] - fair[channel]), 0)

export const biasTable = (verdicts: readonly BiasVerdict[]): BiasTable => {
  const models = Object.keys(verdicts[0]?.credited ?? {})
  const each = <T>(of: (model: string) => T): Record<string, T> =>
    Object.fromEntries(models.map((model) => [model, of(model)]))
  return {
    markets: verdicts.length,
    lost: meanShares(verdicts.map(({ lost }) => lost)),
    fair: meanShares(verdicts.map(({ fair }) => fair)),
    credited: each((model) => meanShares(verdicts.map(({ credited }) => credited[model]!))),
    misplaced: each(
      (model) =>
        verdicts.reduce((sum, { credited, fair }) => sum + misplacedIn(credited[model]!, fair), 0) /
        verdicts.length,
    ),
  }
}

export const printBias = (table: BiasTable, say: (line: string) => void): void => {
  const line = (name: string, cells: readonly string[]): void =>
    say(`${name.padEnd(17)}${cells.map((cell) => cell.padStart(15)).join('')}`)
  const row = (name: string, shares: Shares, last = ''): void =>
    line(name, [...SIMULATED_CHANNELS.map((channel) => shares[channel].toFixed(1)), last])
  say(`Shares of all purchases in percent, means over ${table.markets} markets in an endless sample.`)
  line('', [...SIMULATED_CHANNELS, 'misplaced'])
  row('lost without it', table.lost)
  row('caused, shared', table.fair)
  for (const [model, shares] of Object.entries(table.credited))
    row(model, shares, table.misplaced[model]!.toFixed(1))
}
