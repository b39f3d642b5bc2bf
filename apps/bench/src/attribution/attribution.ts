import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AttributionModel, coalitionWorths, openTally, shapleyValues } from '@tributary/attribution'
import { csvNumber, readCsvFile } from '@tributary/files'
import { readOptions } from '../read-options.ts'
import { asCsv, makePaths } from './make-paths.ts'

const FIVE = ['first', 'last', 'linear', 'position-decay', 'position-based'] as const
const SIX: readonly AttributionModel[] = [...FIVE, 'markov']

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!

const timed = async (run: () => unknown): Promise<number> => {
  const began = performance.now()
  await run()
  return performance.now() - began
}

/** Some rounds to warm up, then the median of the rest. */
const typical = async (rounds: number, warm: number, run: () => unknown): Promise<number> => {
  for (let i = 0; i < warm; i++) await run()
  const times: number[] = []
  for (let i = 0; i < rounds; i++) times.push(await timed(run))
  return median(times)
}

/** The plain pass: read, cut into lines and cells, cut the path, add up the numbers. */
const parseOnly = async (file: string): Promise<number> => {
  const handle = await open(file)
  let sum = 0
  let first = true
  for await (const line of handle.readLines()) {
    if (first) {
      first = false
      continue
    }
    const cells = line.split(',')
    sum += cells[0]!.split(' > ').length + Number(cells[1]) + Number(cells[2]) + Number(cells[3])
  }
  return sum
}

/** What the command line does with such a file. */
const attributeFile = (file: string, models: readonly AttributionModel[], order: number): Promise<unknown> =>
  readCsvFile(file, async (csv) => {
    const tally = openTally({ models, order })
    for await (const { size, cells } of csv.batches()) {
      const [paths, won, worth, lost] = cells
      for (let i = 0; i < size; i++)
        tally.add(paths![i]!, csvNumber(won![i]!), csvNumber(worth![i]!), csvNumber(lost![i]!))
    }
    return tally.result()
  })

const print = (id: string, what: string, ms: number, goal: string): void =>
  console.log(`${id}  ${what.padEnd(68)} ${ms.toFixed(ms < 100 ? 2 : 0).padStart(8)} ms   goal ${goal}`)

const inMemory = async (): Promise<void> => {
  const rows = makePaths(10_000, 1)
  const attributeRows = (models: readonly AttributionModel[], order: number) => () => {
    const tally = openTally({ models, order })
    for (const { path, conversions, value, nulls } of rows) tally.add(path, conversions, value, nulls)
    return tally.result()
  }
  const a4 = await typical(41, 20, attributeRows(SIX, 1))
  print('A4', '10,000 paths: five heuristics and exact first-order Markov', a4, '8 ms (R package: 83)')
  const a7 = await typical(7, 2, attributeRows(['markov'], 4))
  print('A7', '10,000 paths: exact Markov of order 4, 12 removals', a7, '600 ms (R simulates in 608)')
}

const coalitions = async (): Promise<void> => {
  const rows = makePaths(10_000, 2, 20).map((row) => ({ ...row, path: row.path.split(' > ') }))
  const a3 = await typical(5, 1, () => {
    const { worths, channels } = coalitionWorths(rows)
    return shapleyValues((s) => worths[s]!, channels.length)
  })
  print(
    'A3',
    '20 channels: 1,048,576 coalitions from 10,000 journeys, exact Shapley',
    a3,
    '1300 ms (eeghor/mta, 12)',
  )
  const ordered = await typical(3, 1, () => {
    const tally = openTally({ models: ['shapley-ordered'] })
    for (const row of rows) tally.addPath(row)
    return tally.result()
  })
  print('A3', '20 channels: shapley-ordered, as many chains solved exactly', ordered, '1300 ms')
}

const file = async (rows: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'attribution-'))
  try {
    const path = join(folder, 'paths.csv')
    await writeFile(path, asCsv(makePaths(rows, 3)))
    const before = [await timed(() => parseOnly(path)), await timed(() => parseOnly(path))]
    const ours = median([
      await timed(() => attributeFile(path, SIX, 1)),
      await timed(() => attributeFile(path, SIX, 1)),
      await timed(() => attributeFile(path, SIX, 1)),
    ])
    const after = await timed(() => parseOnly(path))
    const parse = (Math.min(...before) + after) / 2
    const words = `${rows.toLocaleString('en')} rows from a file`
    print('A5', `${words}: plain one-pass parse`, parse, '–')
    print('A5', `${words}: five heuristics and exact first-order Markov`, ours, '3 times the parse')
    console.log(`    ratio ${(ours / parse).toFixed(2)}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** `pnpm bench attribution [--rows 1000000]`: A3, A4, A5 and A7, each against its goal. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { rows } = readOptions(args, { rows: 1_000_000 })
  await inMemory()
  await coalitions()
  await file(rows)
}
