/** The value below which this share of the sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN

export const describeTimes = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b)
  return [0.5, 0.95, 0.99]
    .map((share) => `p${share * 100} ${percentile(sorted, share).toFixed(1)}`)
    .join('  ')
}
