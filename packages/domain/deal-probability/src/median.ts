/** The value that would stand at `place` if the values were sorted (Hoare's selection); reorders. */
const select = (values: Float64Array, place: number): number => {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swap = values[i]!
      values[i++] = values[j]!
      values[j--] = swap
    }
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place]!
}

/** The middle value, or the mean of the two middle ones; 0 of nothing. The array is reordered. */
export const medianOf = (values: Float64Array): number => {
  const half = values.length >> 1
  if (values.length === 0) return 0
  const upper = select(values, half)
  if (values.length % 2 === 1) return upper
  let lower = Number.NEGATIVE_INFINITY
  for (let i = 0; i < half; i++) lower = Math.max(lower, values[i]!)
  return (lower + upper) / 2
}
