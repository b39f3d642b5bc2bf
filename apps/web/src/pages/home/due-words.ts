/** "in 25 min" before a moment, "25 min late" after it. */
export const dueWords = (
  due: Date,
  now: Date,
  duration: (seconds: number) => string,
): { readonly text: string; readonly past: boolean } => {
  const exact = (due.getTime() - now.getTime()) / 1000
  if (Math.abs(exact) < 60) return { text: 'now', past: exact < 0 }
  // Whole minutes: nobody plans by seconds.
  const seconds = Math.trunc(exact / 60) * 60
  return seconds < 0
    ? { text: `${duration(-seconds)} late`, past: true }
    : { text: `in ${duration(seconds)}`, past: false }
}
