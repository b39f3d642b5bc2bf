import type { TrainingStatus } from '@tributary/contracts'
import type { ForecastChoices } from './forecast-choices.ts'

/** A training of which nothing was heard for so long is not waited for. */
export const LOST_AFTER = 3_600_000

export const trainingStatus = (
  { askedAt, finishedAt, outcome, why }: ForecastChoices,
  now: number,
): TrainingStatus => {
  const asked = askedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(askedAt)
  const finished = finishedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(finishedAt)
  return { running: asked > finished && now - asked < LOST_AFTER, finishedAt, outcome, why }
}
