import type { ExportColumn } from '@tributary/contracts'

/** What each column of the list becomes in a file. */
const IN_FILE: Readonly<Record<string, readonly ExportColumn[]>> = {
  company: ['company'],
  contact: ['name', 'email', 'phone'],
  score: ['score', 'grade'],
  stage: ['stage', 'lostReason'],
  review: ['review', 'reviewReason'],
  owner: ['owner'],
  value: ['value', 'currency'],
  nextStep: ['nextStep', 'nextStepAt'],
  source: ['source', 'channel'],
  captured: ['capturedAt'],
  campaign: ['campaign'],
  answer: ['responseDueAt', 'firstContactedAt'],
  urgency: ['urgency'],
  trust: ['trust'],
  industry: ['industry'],
  region: ['region', 'country'],
  updated: ['updatedAt'],
}

/** The file has the columns that are shown, in their order, and the id to find a lead again. */
export const exportColumns = (shown: readonly string[]): ExportColumn[] => [
  'leadId',
  ...shown.flatMap((id) => IN_FILE[id] ?? []),
]
