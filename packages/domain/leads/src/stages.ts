import { PUBLIC_STATUSES, type PublicStatus, STAGES, type Stage } from './lists.ts'

/**
 * Where a lead may go from each stage. Open stages move freely, also back, because people correct themselves; won and
 * lost can be opened again, but do not turn into each other without it.
 */
export const TRANSITIONS = {
  new: ['contacted', 'qualified', 'proposal', 'won', 'lost'],
  contacted: ['new', 'qualified', 'proposal', 'won', 'lost'],
  qualified: ['new', 'contacted', 'proposal', 'won', 'lost'],
  proposal: ['contacted', 'qualified', 'won', 'lost'],
  won: ['proposal'],
  lost: ['new', 'contacted', 'qualified', 'proposal'],
} as const satisfies Record<Stage, readonly Stage[]>

export type StageMove =
  | {
      readonly kind: 'moved'
      readonly from: Stage
      readonly to: Stage
      /** The lead comes back from won or lost. */
      readonly reopened: boolean
      /** A deal has to stand open afterwards: make one where there is none. */
      readonly needsDeal: boolean
      /** What its open deals become. */
      readonly closesDeals: 'won' | 'lost' | null
    }
  | { readonly kind: 'unchanged'; readonly stage: Stage }
  | {
      readonly kind: 'refused'
      readonly reason: 'not_allowed'
      readonly from: Stage
      readonly to: Stage
      readonly allowed: readonly Stage[]
    }

/** A won or lost lead is closed; all others are in the pipeline. */
export const isClosed = (stage: Stage): boolean => stage === 'won' || stage === 'lost'

/** The stages a lead may be moved to. */
export const nextStages = (from: Stage): readonly Stage[] => TRANSITIONS[from]

/**
 * What moving a lead means, or that it may not be moved. From `proposal` on the stage stands for deals, so the outcome
 * says what has to become of them.
 *
 * `moveStage('qualified', 'proposal')` needs a deal; `moveStage('lost', 'won')` is refused, it has to be opened first.
 */
export const moveStage = (from: Stage, to: Stage): StageMove => {
  if (from === to) return { kind: 'unchanged', stage: from }
  const allowed = nextStages(from)
  if (!allowed.includes(to)) return { kind: 'refused', reason: 'not_allowed', from, to, allowed }
  return {
    kind: 'moved',
    from,
    to,
    reopened: isClosed(from),
    needsDeal: to === 'proposal' || to === 'won',
    closesDeals: to === 'won' || to === 'lost' ? to : null,
  }
}

/**
 * The stage a lead's deals say it has: won when any is won, else in proposal while any is open, else lost.
 * `undefined` when there are no deals: then the lead's own stage counts.
 *
 * `stageFromDeals(['lost', 'open'])` is `'proposal'`.
 */
export const stageFromDeals = (deals: readonly ('open' | 'won' | 'lost')[]): Stage | undefined => {
  if (deals.includes('won')) return 'won'
  if (deals.includes('open')) return 'proposal'
  return deals.length > 0 ? 'lost' : undefined
}

const countsAsQualified = {
  new: false,
  contacted: false,
  qualified: true,
  proposal: true,
  won: true,
  lost: false,
} as const satisfies Record<Stage, boolean>

/**
 * Whether a lead ever reached `qualified` or later, from every stage it had. Being lost neither makes nor unmakes it.
 *
 * `everQualified(['new', 'qualified', 'lost'])` is `true`, `everQualified(['new', 'lost'])` is `false`.
 */
export const everQualified = (stages: Iterable<Stage>): boolean => {
  for (const stage of stages) if (countsAsQualified[stage]) return true
  return false
}

const publicWords = {
  new: 'new',
  contacted: 'contacted',
  qualified: 'qualified',
  proposal: 'proposal',
  won: 'closed_won',
  lost: 'closed_lost',
} as const satisfies Record<Stage, PublicStatus>

/** The word the public API prints. `publicStatus('won')` is `'closed_won'`. */
export const publicStatus = (stage: Stage): PublicStatus => publicWords[stage]

/** The stage behind a word of the public API. `stageOfPublicStatus('closed_lost')` is `'lost'`. */
export const stageOfPublicStatus = (status: PublicStatus): Stage => STAGES[PUBLIC_STATUSES.indexOf(status)]!
