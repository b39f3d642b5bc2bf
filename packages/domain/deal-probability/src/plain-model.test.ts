import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeatureSpec, Features } from './features.ts'
import { logLossOf, sigmoid } from './logistic.ts'
import { type PlainModel, plainEstimator, trainPlainModel } from './plain-model.ts'

type Row = { features: Features; won: boolean }

const specs: FeatureSpec[] = [
  { name: 'value', kind: 'numeric' },
  { name: 'touches', kind: 'numeric' },
  { name: 'same', kind: 'numeric' },
  { name: 'industry', kind: 'category' },
]
const industries = ['it', 'health', 'retail', null] as const

const someRows = (seed: number, count: number): Row[] => {
  const random = seededRandom(seed, 'plain')
  return Array.from({ length: count }, () => {
    const value = random.chance(0.1) ? null : 1000 * Math.exp(random.normal())
    const touches = random.below(5)
    const industry = random.pick(industries)
    const logit = -0.5 + 0.4 * touches - (industry === 'it' ? 0.8 : 0) + (value === null ? 0 : value / 4000)
    return { features: { value, touches, same: 7, industry }, won: random.chance(sigmoid(logit)) }
  })
}

/** The same design written out densely, independent of the code under test. */
const denseDesign = (rows: readonly Row[]): number[][] => {
  const numbers = (['value', 'touches', 'same'] as const).map((name) => {
    const raw = rows.map((row) => row.features[name] as number | null)
    const known = raw.filter((x) => x !== null).sort((a, b) => a - b)
    const middle = known.length / 2
    const median = known.length % 2 ? known[Math.floor(middle)]! : (known[middle - 1]! + known[middle]!) / 2
    const filled = raw.map((x) => x ?? median)
    const mean = filled.reduce((a, b) => a + b) / filled.length
    const sd = Math.sqrt(filled.reduce((a, b) => a + (b - mean) ** 2, 0) / filled.length)
    return filled.map((x) => (x - mean) / (sd || 1))
  })
  const levels = [
    ...new Set(rows.map((row) => (row.features.industry as string | null) ?? '(missing)')),
  ].sort()
  return rows.map((row, i) => [
    ...numbers.map((column) => column[i]!),
    ...levels.map((level) => (((row.features.industry as string | null) ?? '(missing)') === level ? 1 : 0)),
  ])
}

/** ½‖w‖² + C·Σ log-loss and its gradient, written from the formula. */
const objective = (
  x: readonly number[][],
  rows: readonly Row[],
  c: number,
  w: readonly number[],
  b: number,
) => {
  const gradient = [...w, 0]
  let sum = w.reduce((s, v) => s + 0.5 * v * v, 0)
  x.forEach((cells, i) => {
    const logit = cells.reduce((s, v, j) => s + v * w[j]!, b)
    const y = rows[i]!.won
    sum += c * logLossOf(logit, y)
    const error = c * (sigmoid(logit) - (y ? 1 : 0))
    cells.forEach((v, j) => {
      gradient[j] = gradient[j]! + error * v
    })
    gradient[w.length] = gradient[w.length]! + error
  })
  return { sum, gradient }
}

const steepest = (rows: readonly Row[], model: PlainModel): number =>
  Math.max(
    ...objective(denseDesign(rows), rows, 1 / model.l2, model.weights, model.intercept).gradient.map(
      Math.abs,
    ),
  )

describe('the plain model', () => {
  it('finds the optimum that slow gradient descent finds', () => {
    const rows = someRows(3, 60)
    const x = denseDesign(rows)
    let [w, b] = [x[0]!.map(() => 0), 0]
    for (let step = 0; step < 20_000; step++) {
      const { gradient } = objective(x, rows, 1, w, b)
      w = w.map((v, j) => v - 0.02 * gradient[j]!)
      b -= 0.02 * gradient[w.length]!
    }
    const model = trainPlainModel(rows, { features: specs })
    model.weights.forEach((weight, j) => expect(weight).toBeCloseTo(w[j]!, 7))
    expect(model.intercept).toBeCloseTo(b, 7)
  })

  it('leaves no gradient entry above 1e-8, whatever the strength', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0.01, 0.3, 1, 10, 1000), (seed, l2) => {
        const rows = someRows(seed, 80)
        const model = trainPlainModel(rows, { features: specs, l2 })
        expect(model.gradient).toBeLessThan(1e-8)
        expect(steepest(rows, model)).toBeLessThan(1e-8)
      }),
      { numRuns: 30 },
    )
  })

  it('gives a constant scale 1, a missing number the median, a missing category a column, an unseen one nothing', () => {
    const rows = someRows(5, 200)
    const model = trainPlainModel(rows, { features: specs })
    expect(model.features[2]).toMatchObject({ feature: 'same', median: 7, mean: 7, scale: 1 })
    expect(model.features[3]).toMatchObject({ levels: ['(missing)', 'health', 'it', 'retail'] })
    const estimate = plainEstimator(model)
    const { median } = model.features[0] as { median: number }
    const deal = { value: null, touches: 2, same: 7, industry: 'retail' }
    expect(estimate(deal)).toEqual(estimate({ ...deal, value: median }))
    const unseen = estimate({ ...deal, industry: 'space' })
    expect(unseen.logit + model.weights[6]!).toBeCloseTo(estimate(deal).logit, 12)
  })

  it('four rows by hand: x scaled to −1 and 1, one loss among the low', () => {
    const rows = [0, 0, 1, 1].map((x, i) => ({ features: { x }, won: i > 0 }))
    const model = trainPlainModel(rows, { features: [{ name: 'x', kind: 'numeric' }] })
    const [w, b] = [model.weights[0]!, model.intercept]
    expect(w - 1 * (1 - 2 * sigmoid(b - w)) * -1 - 2 * (1 - sigmoid(b + w))).toBeCloseTo(0, 8)
    expect(1 - 2 * sigmoid(b - w) + 2 - 2 * sigmoid(b + w)).toBeCloseTo(0, 8)
    expect(w).toBeCloseTo(0.58338, 5)
    expect(b).toBeCloseTo(1.1842, 5)
  })

  it('refuses rows of one outcome, text in a number and a strength of zero', () => {
    const won = someRows(1, 20).map((row) => ({ ...row, won: true }))
    expect(() => trainPlainModel(won, { features: specs })).toThrow('both won and lost')
    const text = [{ features: { value: 'much' }, won: true }]
    expect(() => trainPlainModel(text, { features: [{ name: 'value', kind: 'numeric' }] })).toThrow(
      '"value" is numeric',
    )
    expect(() => trainPlainModel(someRows(1, 20), { features: specs, l2: 0 })).toThrow('l2')
  })

  it('estimates the same after a journey through JSON', () => {
    const rows = someRows(9, 150)
    const model = trainPlainModel(rows, { features: specs })
    const [before, after] = [
      plainEstimator(model),
      plainEstimator(JSON.parse(JSON.stringify(model)) as PlainModel),
    ]
    for (const { features } of rows) expect(after(features)).toEqual(before(features))
  })
})
