import {
  applyDecision,
  decideRoute,
  decisionInputs,
  type EncodedDecision,
  encodeDecision,
} from '@tributary/routing'
import type { ScoreInNumbers } from '@tributary/scoring'
import type { Desk } from './desk.ts'
import type { Submission } from './prepare-submission.ts'

type Routed = {
  readonly ownerId: string | null
  readonly route: EncodedDecision | null
  readonly waiting: boolean
}

export const route = (desk: Desk, submission: Submission, score: ScoreInNumbers): Routed => {
  const { request, campaign, now } = submission
  const { routing, state, organization } = desk
  if (request.ownerId !== undefined) {
    const index = routing.memberIndex.get(request.ownerId)
    if (index !== undefined) state.open[index] = (state.open[index] ?? 0) + 1
    desk.decisions++
    return { ownerId: request.ownerId, route: null, waiting: false }
  }
  const decision = decideRoute(
    routing,
    state,
    {
      campaignId: campaign.id,
      autoAssign: campaign.autoAssign,
      campaignOwnerId: campaign.ownerId,
      service: submission.productId,
      score: score.points,
      grade: score.grade,
      country: submission.country,
      region: null,
      point: null,
      urgency: submission.urgency,
    },
    now,
    false,
  )
  applyDecision(routing, state, decision)
  if (decision.member >= 0) desk.decisions++
  const { outcome } = decision
  return {
    ownerId: outcome.kind === 'assigned' ? outcome.memberId : null,
    route: encodeDecision(routing, decisionInputs(organization.desk.hash, decision)),
    waiting: outcome.kind === 'nobody',
  }
}
