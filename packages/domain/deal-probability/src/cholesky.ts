/**
 * Cholesky factor L of a symmetric positive definite matrix (A = L·Lᵀ), row-major, in place in the lower triangle.
 * Answers whether the matrix was positive definite.
 */
export const factorise = (a: Float64Array, size: number): boolean => {
  for (let i = 0; i < size; i++) {
    const row = i * size
    for (let j = 0; j <= i; j++) {
      const other = j * size
      let sum = a[row + j]!
      for (let k = 0; k < j; k++) sum -= a[row + k]! * a[other + k]!
      if (j < i) a[row + j] = sum / a[other + j]!
      else if (sum > 0) a[row + i] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Solves L·Lᵀ·x = b in place in `b`. */
export const solveFactorised = (l: Float64Array, size: number, b: Float64Array): void => {
  for (let i = 0; i < size; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= l[i * size + k]! * b[k]!
    b[i] = sum / l[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    const x = b[i]! / l[i * size + i]!
    b[i] = x
    for (let k = 0; k < i; k++) b[k] = b[k]! - l[i * size + k]! * x
  }
}

/** Where entry (i, j) of a symmetric matrix stands when its lower triangle is written row after row. */
export const packedIndex = (i: number, j: number): number =>
  i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i

/** The inverse of L·Lᵀ, packed by `packedIndex`. The factor is used up. */
export const invertFactorised = (l: Float64Array, size: number): Float64Array => {
  // L becomes its own inverse M (row i of M from the rows before), then A⁻¹ = Mᵀ·M.
  for (let i = 0; i < size; i++) {
    const scale = 1 / l[i * size + i]!
    const row = new Float64Array(i)
    for (let k = 0; k < i; k++) {
      const factor = l[i * size + k]!
      for (let j = 0; j <= k; j++) row[j] = row[j]! + factor * l[k * size + j]!
    }
    for (let j = 0; j < i; j++) l[i * size + j] = -scale * row[j]!
    l[i * size + i] = scale
  }
  const inverse = new Float64Array((size * (size + 1)) / 2)
  for (let k = 0; k < size; k++)
    for (let i = 0; i <= k; i++) {
      const factor = l[k * size + i]!
      if (factor === 0) continue
      const at = (i * (i + 1)) / 2
      for (let j = 0; j <= i; j++) inverse[at + j] = inverse[at + j]! + factor * l[k * size + j]!
    }
  return inverse
}
