import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factorise, invertFactorised, packedIndex, solveFactorised } from './cholesky.ts'
import { fitLogistic, opennessAt, type SparseRows } from './fit-logistic.ts'
import { sigmoid } from './logistic.ts'

const tableOf = (rows: readonly (readonly number[])[]): SparseRows => {
  const cells = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])))
  const start = [0]
  for (const row of cells) start.push(start.at(-1)! + row.length)
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    start: Int32Array.from(start),
    column: Int32Array.from(cells.flat(), ({ column }) => column),
    value: Float64Array.from(cells.flat(), ({ value }) => value),
  }
}

/** Gradient of ½·l2·‖w‖² + Σ log-loss, from the formula. */
const gradientOf = (
  rows: readonly (readonly number[])[],
  won: Uint8Array,
  l2: number,
  at: readonly number[],
  free: number,
) =>
  [...at, 0].map((w, j) =>
    rows.reduce(
      (sum, row, i) =>
        sum +
        (sigmoid(row.reduce((z, x, k) => z + x * at[k]!, free)) - won[i]!) * (j < at.length ? row[j]! : 1),
      j < at.length ? l2 * w : 0,
    ),
  )

describe('the fit', () => {
  it('four rows by hand: weight 0.42148, intercept 0.89898', () => {
    const fit = fitLogistic(tableOf([[0], [0], [1], [1]]), Uint8Array.of(0, 1, 1, 1), {
      l2: 1,
      tolerance: 1e-12,
    })
    expect(fit.weights[0]).toBeCloseTo(0.42148, 5)
    expect(fit.intercept).toBeCloseTo(0.89898, 5)
  })

  it('has no gradient left at its end, on any rows', () => {
    const row = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(-3, -1, 0, 0, 1, 2.5)))
    const rows = fc.array(row, { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(rows, fc.constantFrom(0.01, 1, 50), (cells, l2) => {
        const won = Uint8Array.from(cells, (_, i) => (i % 3 === 0 ? 1 : 0))
        const fit = fitLogistic(tableOf(cells), won, { l2, tolerance: 1e-10 })
        const gradient = gradientOf(cells, won, l2, [...fit.weights], fit.intercept)
        expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-8)
      }),
    )
  })

  it('comes to the same place from a start on every eighth row of a long table as from nothing', () => {
    const random = seededRandom(1, 'long')
    const cells = Array.from({ length: 5000 }, () => [random.normal(), random.below(2), random.normal() * 3])
    const won = Uint8Array.from(cells, ([a, b]) => (random.chance(sigmoid(a! - b!)) ? 1 : 0))
    const [table, settings] = [tableOf(cells), { l2: 1, tolerance: 1e-10 }]
    const [quick, slow] = [
      fitLogistic(table, won, settings),
      fitLogistic(table, won, { ...settings, from: new Float64Array(4) }),
    ]
    quick.weights.forEach((w, j) => expect(w).toBeCloseTo(slow.weights[j]!, 10))
  })

  it('holds where an outcome can be told for sure, and where two columns say the same', () => {
    const cells = Array.from({ length: 40 }, (_, i) => [i < 20 ? -1 : 1, i < 20 ? -1 : 1])
    const won = Uint8Array.from(cells, (_, i) => (i < 20 ? 0 : 1))
    const fit = fitLogistic(tableOf(cells), won, { l2: 1e-6, tolerance: 1e-12 })
    expect(fit.gradient).toBeLessThan(1e-12)
    expect(fit.weights[0]).toBeCloseTo(fit.weights[1]!, 8)
  })

  it('states as covariance what the inverse of the numerical Hessian states', () => {
    const cells = [
      [1, 0],
      [0, 1],
      [1, 1],
      [0.5, -1],
      [2, 0],
    ]
    const won = Uint8Array.of(1, 0, 1, 0, 1)
    const table = tableOf(cells)
    const fit = fitLogistic(table, won, { l2: 0.7, tolerance: 1e-12 })
    const { covariance } = opennessAt(table, won, fit, 0.7)
    const at = [...fit.weights, fit.intercept]
    const step = 1e-5
    const hessian = at.map((_, j) => {
      const [up, down] = [1, -1].map((sign) => {
        const moved = at.map((x, k) => x + (k === j ? sign * step : 0))
        return gradientOf(cells, won, 0.7, moved.slice(0, 2), moved[2]!)
      })
      return up!.map((x, k) => (x - down![k]!) / (2 * step))
    })
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const entry = hessian[i]!.reduce((sum, h, k) => sum + h * covariance[packedIndex(k, j)]!, 0)
        expect(entry).toBeCloseTo(i === j ? 1 : 0, 6)
      }
  })
})

describe('Cholesky', () => {
  it('solves and inverts any matrix of the form B·Bᵀ + I', () => {
    const size = 4
    const entries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(entries, (b) => {
        const a = Float64Array.from({ length: 16 }, (_, at) => {
          const [i, j] = [Math.floor(at / size), at % size]
          return [0, 1, 2, 3].reduce((sum, k) => sum + b[i * size + k]! * b[j * size + k]!, i === j ? 1 : 0)
        })
        const l = a.slice()
        expect(factorise(l, size)).toBe(true)
        const x = Float64Array.of(1, 2, 3, 4)
        solveFactorised(l, size, x)
        const inverse = invertFactorised(l, size)
        for (let i = 0; i < size; i++) {
          expect([0, 1, 2, 3].reduce((sum, k) => sum + a[i * size + k]! * x[k]!, 0)).toBeCloseTo(i + 1, 5)
          const product = [0, 1, 2, 3].reduce(
            (sum, k) => sum + a[i * size + k]! * inverse[packedIndex(k, i)]!,
            0,
          )
          expect(product).toBeCloseTo(1, 5)
        }
      }),
    )
  })

  it('refuses a matrix that is not positive definite', () => {
    expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
  })
})
