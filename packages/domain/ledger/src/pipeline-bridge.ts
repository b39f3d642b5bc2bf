import type { PipelineStep } from './lists.ts'
import type { DealMove } from './pipeline-moves.ts'

/** Deals and their value in minor units. */
export type DealSum = { readonly n: number; readonly amountMinor: number }

/** What a deal adds to one step of the bridge; of what leaves the pipeline both are negative. */
export type StepPart = DealSum & { readonly step: PipelineStep; readonly move: DealMove }

/** From the open deals of a currency at a moment to those of a later one. */
export type PipelineBridge = {
  readonly currency: string
  readonly start: DealSum
  /**
   * `start` and all of these but `slipped` together are `end`. The `n` of `changed` and `slipped` counts deals that were
   * open before and are still; it adds nothing to the number of open deals.
   */
  readonly steps: Readonly<Record<PipelineStep, DealSum>>
  readonly end: DealSum
}

const monthOf = (date: string | null): string => (date ?? '').slice(0, 7)

/**
 * What the move of one deal adds to which steps. A deal that came and was closed within the span stands in both steps, so
 * that each step holds all deals it names; one that came and is gone stands in none.
 *
 * Open for 10,000 and won for 9,000: `changed` −1,000 and `won` −9,000.
 */
export const stepsOf = (move: DealMove): StepPart[] => {
  const { before, after, wasOpen } = move
  if (!wasOpen) return []
  const parts: StepPart[] = []
  const add = (step: PipelineStep, n: number, amountMinor: number) => {
    parts.push({ step, move, n, amountMinor })
  }
  const was = before?.stage === 'open' ? before : null
  if (after === null) {
    if (was) add('removed', -1, -was.amountMinor)
    return parts
  }
  if (!was) add('opened', 1, after.amountMinor)
  else if (was.amountMinor !== after.amountMinor) add('changed', 1, after.amountMinor - was.amountMinor)
  if (after.stage !== 'open') add(after.stage, -1, -after.amountMinor)
  else if (was?.expectedClose && monthOf(after.expectedClose) > monthOf(was.expectedClose))
    add('slipped', 1, after.amountMinor)
  return parts
}

const NOTHING: DealSum = { n: 0, amountMinor: 0 }
const plus = (a: DealSum, b: DealSum): DealSum => ({
  n: a.n + b.n,
  amountMinor: a.amountMinor + b.amountMinor,
})

/** Which steps change what is open: `slipped` tells of deals that stay. */
const ADDS = ['opened', 'won', 'lost', 'changed', 'removed'] as const satisfies readonly PipelineStep[]

/**
 * How the open deals became what they are, by currency in the order of `now`; a currency of which nothing is open any
 * more comes last. It adds up exactly: what was open at the start is what is open now less what the moves tell.
 *
 * 300.00 open now, one deal of 100.00 opened and one of 50.00 lost since: 250.00 were open at the start.
 */
export const pipelineBridges = (
  now: readonly (DealSum & { readonly currency: string })[],
  moves: readonly DealMove[],
): PipelineBridge[] => {
  const parts = moves.flatMap(stepsOf)
  const currencies = new Set([...now, ...parts.map(({ move }) => move)].map(({ currency }) => currency))
  return [...currencies].map((currency) => {
    const sums: Record<PipelineStep, DealSum> = {
      opened: NOTHING,
      won: NOTHING,
      lost: NOTHING,
      changed: NOTHING,
      removed: NOTHING,
      slipped: NOTHING,
    }
    for (const part of parts)
      if (part.move.currency === currency) sums[part.step] = plus(sums[part.step], part)
    const { n, amountMinor } = now.find((sum) => sum.currency === currency) ?? NOTHING
    let start: DealSum = { n, amountMinor }
    for (const step of ADDS)
      start = {
        n: step === 'changed' ? start.n : start.n - sums[step].n,
        amountMinor: start.amountMinor - sums[step].amountMinor,
      }
    return { currency, start, steps: sums, end: { n, amountMinor } }
  })
}
