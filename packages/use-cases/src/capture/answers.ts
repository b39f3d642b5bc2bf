import type { CaptureAccepted } from '@tributary/contracts'
import type { OrganizationKeys } from '@tributary/db'
import { responseDue, responseWords, type SlaPolicy } from '@tributary/routing'
import { type ScoringRules, scoreInNumbers } from '@tributary/scoring'
import type { CaptureAnswer } from './door-request.ts'
import type { Submission } from './prepare-submission.ts'
import { writeLeadId } from './public-id.ts'
import { statusToken } from './status-token.ts'

type Given = {
  readonly submission: Submission
  readonly keys: OrganizationKeys
  readonly kind: 'captured' | 'quarantined'
  readonly id: string
  readonly publicId: Uint8Array
  readonly capturedAt: number
  readonly minutes: number
  readonly replayed?: boolean
}

/** What the sender is told. The same facts give the same answer, so a repeated request is answered alike. */
export const acceptedAnswer = (given: Given): CaptureAnswer => {
  const { submission, keys, kind, id, publicId, capturedAt, minutes, replayed = false } = given
  const leadId = writeLeadId(publicId)
  const { warnings = [] } = submission.request
  const body: CaptureAccepted = {
    success: true,
    lead_id: leadId,
    message:
      kind === 'quarantined'
        ? 'Thank you. We have received your request and will look at it shortly.'
        : 'Thank you. We have received your request.',
    next_steps: {
      expected_response_time: responseWords(minutes),
      contact_method: 'email',
      tracking_enabled: submission.visitorId !== null && submission.consent !== false,
    },
    status_token: statusToken(keys, publicId, capturedAt),
    ...(kind === 'quarantined' ? { quarantined: true as const } : {}),
    ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
  }
  return { kind, id, leadId, body, replayed }
}

export const duplicateAnswer = (id: string, publicId: Uint8Array, replayed: boolean): CaptureAnswer => ({
  kind: 'duplicate',
  id,
  leadId: writeLeadId(publicId),
  body: null,
  replayed,
})

/** The promise for what becomes no lead yet: as if the visitor were here for the first time. */
export const minutesFor = (submission: Submission, rules: ScoringRules, sla: SlaPolicy): number => {
  const { grade } = scoreInNumbers(submission.facts, rules)
  return responseDue(sla, { grade, urgency: submission.urgency }, submission.now).minutes
}
