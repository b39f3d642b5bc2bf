import type { NextAction, PipelineReading, Qualification, Review, Stage } from './lists.ts'

/** The scoring room's grades, which this room does not know. */
type Grade = 'A' | 'B' | 'C' | 'D'

const isMarketable = (grade: Grade): boolean => grade === 'A' || grade === 'B'

/**
 * What marketing and sales call a lead: MQL is grade A or B while new or contacted, SQL is qualified, an opportunity
 * has a proposal. Read, never stored: an MQL that is scored down is a lead again.
 *
 * `pipelineReading('contacted', 'B')` is `'mql'`, `pipelineReading('proposal', 'D')` is `'opportunity'`.
 */
export const pipelineReading = (stage: Stage, grade: Grade): PipelineReading =>
  (
    ({
      new: isMarketable(grade) ? 'mql' : 'lead',
      contacted: isMarketable(grade) ? 'mql' : 'lead',
      qualified: 'sql',
      proposal: 'opportunity',
      won: 'won',
      lost: 'lost',
    }) as const satisfies Record<Stage, PipelineReading>
  )[stage]

const qualificationOf = {
  lead: 'unqualified',
  mql: 'marketing_qualified',
  sql: 'sales_qualified',
  opportunity: 'sales_qualified',
  won: 'customer',
  lost: 'lost',
} as const satisfies Record<PipelineReading, Qualification>

/** The qualification status. `qualification('new', 'C')` is `'unqualified'`, `qualification('won', 'C')` is `'customer'`. */
export const qualification = (stage: Stage, grade: Grade): Qualification =>
  qualificationOf[pipelineReading(stage, grade)]

/**
 * The one-field status of a discovered lead, for views that have only one field: the decision where there is one, else
 * the temperature. A decision never changes the temperature itself, so a funnel counts both.
 *
 * `discoveryStatus('accepted', 'A')` is `'accepted'`, `discoveryStatus('pending', 'A')` is `'hot'`.
 */
export const discoveryStatus = (
  review: Review,
  grade: Grade,
): 'hot' | 'warm' | 'cold' | 'accepted' | 'rejected' => {
  if (review !== 'pending') return review
  return ({ A: 'hot', B: 'warm', C: 'cold', D: 'cold' } as const)[grade]
}

const actions = {
  new: 'initial_contact',
  contacted: 'qualification_call',
  qualified: 'proposal_preparation',
  proposal: 'awaiting_decision',
  won: 'onboarding',
  lost: 'none',
} as const satisfies Record<Stage, NextAction>

/**
 * What the person who asked can expect next. A new lead nobody owns is given to somebody first; a rejected one expects
 * nothing. It never tells who.
 *
 * `expectedNextAction({ stage: 'new', review: 'pending', hasOwner: true })` is `'initial_contact'`.
 */
export const expectedNextAction = ({
  stage,
  review,
  hasOwner,
}: {
  readonly stage: Stage
  readonly review: Review
  readonly hasOwner: boolean
}): NextAction => {
  if (review === 'rejected') return 'none'
  return stage === 'new' && !hasOwner ? 'assign_specialist' : actions[stage]
}
