import { z } from 'zod'
import { defineJob } from './define-job.ts'

const organization = { organizationId: z.uuid() }
const ids = z.array(z.uuid()).min(1).max(1000)

/**
 * Every job there is. A job is a wake-up: it carries ids, never personal data, and finding nothing left to do is fine.
 * What must happen stands in the tables; a sweeper wakes what a lost job left behind.
 */
export const jobs = {
  /** Derives what the commit of these events did not hold: search words, rollups, effects, follow-up jobs. */
  'ledger.fold': defineJob(
    'ledger.fold',
    { ...organization, eventIds: ids },
    { batchSize: 64, concurrency: 2 },
  ),
  /** Looks up what the e-mail domain says, and scores again. Not one transaction: it asks name servers in between. */
  'lead.enrich': defineJob(
    'lead.enrich',
    { ...organization, leadIds: ids },
    { batchSize: 16, concurrency: 2, transactional: false },
  ),
  /** Tries effects that are due. Never inside a transaction: it calls the outside world. */
  'effect.run': defineJob(
    'effect.run',
    { ...organization, effectIds: ids },
    { batchSize: 8, concurrency: 4, transactional: false },
  ),
  /** Gives waiting leads to whoever became free, oldest first. */
  'pool.drain': defineJob('pool.drain', organization, { batchSize: 8, concurrency: 1 }),
  /** Lets held submissions in again, oldest first, within the campaign's cap: through the hot door and its own commits. */
  'quarantine.drain': defineJob('quarantine.drain', organization, {
    batchSize: 8,
    concurrency: 1,
    transactional: false,
  }),
} as const

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>
