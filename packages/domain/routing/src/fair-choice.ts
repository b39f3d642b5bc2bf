/**
 * One lead in the units in which shares are kept: lcm(1…30), so that a lead splits among people whose weights add
 * up to 30 or less without a remainder, and a share of hundreds of leads is still a safe integer.
 */
export const LEAD_UNITS = 2_329_089_562_800

export type Candidates = {
  /** What each member is owed (positive) or has had too much of (negative), in lead units, by member index. */
  readonly shares: readonly number[]
  readonly weights: readonly number[]
  /** Indices of those available now, ascending. */
  readonly available: readonly number[]
}

const totalWeight = ({ weights, available }: Omit<Candidates, 'shares'>): number => {
  let total = 0
  for (const i of available) total += weights[i]!
  return total
}

/** What one unit of weight earns from this lead. Whoever is chosen pays exactly what all have earned. */
export const unitOf = (candidates: Omit<Candidates, 'shares'>): number =>
  Math.floor(LEAD_UNITS / totalWeight(candidates))

/**
 * Who of those available gets the next lead.
 *
 * Each lead accrues to everyone available in proportion to the weights and is paid by the one chosen. Chosen is
 * whoever would soonest be too far behind (the earliest deadline), among those owed at least 1/(2k − 2) of a lead,
 * k being how many are available: R. Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980)
 * 323–330. While the set available does not change, nobody is ever further than 1 − 1/(2k − 2) of a lead from the
 * weighted share, either way; smooth weighted round robin does not promise that.
 *
 * Where the set changes somebody can come back past the deadline; then the one owed most is chosen, and if nobody
 * is owed enough (those who are, are away), again the one owed most. No rule that cannot see the future promises a
 * constant there (Ajtai et al., "Fairness in scheduling", J. Algorithms 29 (1998) 306–357); over random
 * availability this one has stayed below 1.5 leads, and the test prints what it saw.
 *
 * Ties go to the earlier member. All numbers are integers; within an unchanged set the arithmetic is exact.
 * Weights 2 and 1 give the order first, second, first, and again.
 * @returns the member's index; −1 when nobody is available.
 */
export const chooseFairly = ({ shares, weights, available }: Candidates): number => {
  if (available.length < 2) return available[0] ?? -1
  const total = totalWeight({ weights, available })
  const unit = Math.floor(LEAD_UNITS / total)
  const threshold = Math.ceil((unit * total) / (2 * available.length - 2))
  const limit = unit * total - threshold
  let mostOwed = available[0]!
  let most = Number.NEGATIVE_INFINITY
  let earliest = -1
  let deadline = Number.POSITIVE_INFINITY
  for (const i of available) {
    const owed = shares[i]! + weights[i]! * unit
    if (owed > most) {
      most = owed
      mostOwed = i
    }
    if (owed < threshold) continue
    const arrivalsLeft = (limit - owed) / weights[i]!
    if (arrivalsLeft < deadline) {
      deadline = arrivalsLeft
      earliest = i
    }
  }
  return earliest < 0 || most > limit ? mostOwed : earliest
}

/** How the shares change when `chosen` gets the lead, in the order of `available`. The changes add up to zero. */
export const shareChanges = (candidates: Omit<Candidates, 'shares'>, chosen: number): number[] => {
  const { weights, available } = candidates
  const total = totalWeight(candidates)
  const unit = Math.floor(LEAD_UNITS / total)
  return available.map((i) => weights[i]! * unit - (i === chosen ? total * unit : 0))
}
