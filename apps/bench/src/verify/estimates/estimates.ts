import { readOptions, UsageAnswer } from '../../read-options.ts'
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
Exit codes: 0 every bar is reached; 1 a bar is missed; 2 it could not judge.`

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

const countOf = (count: number, name: string): number => {
  if (!Number.isInteger(count) || count < 1)
    throw new UsageAnswer(`--${name} is a whole number from 1 on\n${ESTIMATES_USAGE}`)
  return count
}

/** True when every bar is reached. */
export const verifyEstimates = async (
  args: readonly string[],
  say: (line: string) => void,
  tell: (text: string) => void,
): Promise<boolean> => {
  if (args.includes('--help')) {
    say(ESTIMATES_USAGE)
    return true
  }
  const options = readOptions(args, { markets: null, threads: 2, bias: false, json: false })
  const markets = countOf(Number(options.markets ?? (options.bias ? 20 : 100)), 'markets')
  const threads = countOf(options.threads, 'threads')
  const began = performance.now()
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10
  const progress = (done: number): void => {
    if (!options.json && done % 10 === 0) tell(`${seconds()} s  ${done} of ${markets} markets …`)
  }
  if (options.bias) {
    const table = biasTable(await judgeInThreads('bias', markets, threads, progress))
    if (options.json) say(JSON.stringify({ seconds: seconds(), ...table }, null, 2))
    else printBias(table, say)
    return true
  }
  const bars = barsOf(await judgeInThreads('estimates', markets, threads, progress))
  const clean = bars.every(reached)
  if (options.json) {
    const figures = bars.map((bar) => ({ ...bar, reached: reached(bar) }))
    say(JSON.stringify({ clean, seconds: seconds(), markets, figures }, null, 2))
  } else {
    printBars(bars, say)
    say(`${clean ? 'Every bar is reached' : 'A bar is missed'}: ${markets} markets, ${seconds()} s.`)
  }
  return clean
}
