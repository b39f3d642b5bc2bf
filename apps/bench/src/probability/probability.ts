import { estimateWin, trainPlainModel, trainWinModel, type WinModel } from '@tributary/deal-probability'
import { readOptions } from '../read-options.ts'
import { closedDeals, dealSpecs } from './closed-deals.ts'

const milliseconds = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** What one fit costs a core, whatever else runs beside it. */
const processorTime = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

/** One gradient of the same size, dense and plain: what the machine needs for one look at all cells. */
const denseLook = (rows: number, columns: number): (() => void) => {
  const cells = new Float64Array(rows * columns).fill(0.5)
  return () => {
    const gradient = new Float64Array(columns)
    for (let i = 0; i < rows; i++) {
      let logit = 0
      for (let j = 0; j < columns; j++) logit += cells[i * columns + j]! * 0.01
      const error = 1 / (1 + Math.exp(-logit)) - (i & 1)
      for (let j = 0; j < columns; j++) gradient[j]! += error * cells[i * columns + j]!
    }
  }
}

const perEstimate = (model: WinModel, deals: ReturnType<typeof closedDeals>): number => {
  const round = (): number =>
    milliseconds(() => deals.forEach(({ features }) => estimateWin(model, features)))
  round()
  return (1000 * median([1, 2, 3, 4, 5].map(round))) / deals.length
}

const within = (value: number, goal: number): string => (value <= goal ? 'reached' : 'NOT reached')

/** D2: from raw rows to the exact optimum with its covariance. D3: from a raw record to an explained estimate. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { rows, repeat } = readOptions(args, { rows: 9000, repeat: 15 })
  const deals = closedDeals(rows, 1)
  let model = trainPlainModel(deals, { features: dealSpecs })
  const first = milliseconds(() => trainPlainModel(deals, { features: dealSpecs }))
  const fits = Array.from({ length: repeat }, () =>
    milliseconds(() => {
      model = trainPlainModel(deals, { features: dealSpecs })
    }),
  )
  const busy = median(
    Array.from({ length: repeat }, () =>
      processorTime(() => trainPlainModel(deals, { features: dealSpecs })),
    ),
  )
  const columns = model.weights.length
  const dense = denseLook(rows, columns)
  const look = median(Array.from({ length: 15 }, () => milliseconds(dense)))
  const fit = median(fits)
  console.log(
    `D2  ${rows} rows × ${columns} columns, raw rows to the optimum (largest gradient entry ${model.gradient.toExponential(1)}, ${model.iterations} steps) with covariance:`,
  )
  console.log(
    `    median ${fit.toFixed(1)} ms of ${repeat}, fastest ${Math.min(...fits).toFixed(1)}, second run ${first.toFixed(1)}; processor ${busy.toFixed(1)} ms; ${(fit / look).toFixed(1)} dense gradients of the same size (${look.toFixed(1)} ms each); goal 80 ms: ${within(fit, 80)}`,
  )
  const some = deals.slice(0, 5000)
  const options = { features: dealSpecs, l2: 3 } as const
  const plain = trainWinModel(deals, { ...options, shapes: ['plain'] })
  const rich = trainWinModel(deals, options)
  for (const [name, one] of [
    ['plain', plain],
    ['chosen', rich],
  ] as const) {
    const time = perEstimate(one, some)
    console.log(
      `D3  one explained estimate from a raw record, ${name} shape (${one.card.chosen?.shape}, ${one.fit?.weights.length} columns): ${time.toFixed(1)} µs; goal 20 µs: ${within(time, 20)}`,
    )
  }
  const whole = milliseconds(() => trainWinModel(deals, { features: dealSpecs }))
  console.log(
    `    trainWinModel with everything chosen by time-ordered validation and calibrated: ${whole.toFixed(0)} ms`,
  )
}
