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
  /** Calculates stored results of attribution anew. Not one transaction: it reads journeys for as long as they take. */
  'attribution.compute': defineJob(
    'attribution.compute',
    { ...organization, resultIds: ids },
    { batchSize: 4, concurrency: 1, transactional: false },
  ),
  /** Trains a model of win probability on the closed deals, then estimates every open one. `memberId` asked for it. */
  'win.train': defineJob(
    'win.train',
    { ...organization, memberId: z.uuid().nullable() },
    { batchSize: 8, concurrency: 1, transactional: false, seconds: 1800 },
  ),
  /** Estimates the open deals of these leads anew; what was asked for in one moment is done together. */
  'win.estimate': defineJob(
    'win.estimate',
    { ...organization, leadIds: ids },
    { batchSize: 64, concurrency: 1, transactional: false, seconds: 300 },
  ),
} as const

export type JobName = keyof typeof jobs
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>
