import { parseArgs } from 'node:util'
import { type Bar, barsOf, reached } from './bars.ts'
import { biasTable, printBias } from './bias-table.ts'
import { judgeInThreads } from './in-threads.ts'

export const ESTIMATES_USAGE = `pnpm verify estimates [options]
  Holds estimates against seeded markets whose truth is known: whether 90 % intervals hold what they estimate, how far win
  probabilities lie from the true ones, whether planted weights come back.
  --markets N   how many markets (default 100; with --bias 20)
  --threads N   how many are judged at once (default 2)
  --bias        what each attribution model credits beside what channels truly cause; no bars
  --json        prints one JSON object instead of lines
Exit code 1 when a bar is missed.`

const told = (value: number, unit: Bar['unit']): string =>
  unit === '%' ? `${(100 * value).toFixed(1)} %` : value.toFixed(4)

const printBars = (bars: readonly Bar[], say: (line: string) => void): void => {
  for (const bar of bars) {
    const bounds = `${told(bar.least, bar.unit)} to ${told(bar.most, bar.unit)}`
    const verdict = reached(bar) ? 'ok  ' : 'FAIL'
    say(
      `${verdict}  ${bar.what.padEnd(58)} ${told(bar.value, bar.unit).padStart(8)}   ${bounds.padEnd(18)} ${bar.note}`,
    )
  }
}

const countOf = (text: string, name: string): number => {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${name} is a whole number from 1 on\n${ESTIMATES_USAGE}`)
  return count
}

/** True when every bar is reached. */
export const verifyEstimates = async (
  args: readonly string[],
  say: (line: string) => void,
  tell: (text: string) => void,
): Promise<boolean> => {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      markets: { type: 'string' },
      threads: { type: 'string', default: '2' },
      bias: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    say(ESTIMATES_USAGE)
    return true
  }
  const markets = countOf(values.markets ?? (values.bias ? '20' : '100'), 'markets')
  const threads = countOf(values.threads, 'threads')
  const began = performance.now()
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10
  const progress = (done: number): void => {
    if (!values.json && done % 10 === 0) tell(`${seconds()} s  ${done} of ${markets} markets …`)
  }
  if (values.bias) {
    const table = biasTable(await judgeInThreads('bias', markets, threads, progress))
    if (values.json) say(JSON.stringify({ seconds: seconds(), ...table }, null, 2))
    else printBias(table, say)
    return true
  }
  const bars = barsOf(await judgeInThreads('estimates', markets, threads, progress))
  const clean = bars.every(reached)
  if (values.json) {
    const figures = bars.map((bar) => ({ ...bar, reached: reached(bar) }))
    say(JSON.stringify({ clean, seconds: seconds(), markets, figures }, null, 2))
  } else {
    printBars(bars, say)
    say(`${clean ? 'Every bar is reached' : 'A bar is missed'}: ${markets} markets, ${seconds()} s.`)
  }
  return clean
}
