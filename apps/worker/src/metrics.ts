import type { JobName } from '@tributary/jobs'
import type { JobCount } from '@tributary/use-cases/operations/work-jobs'
import type { Product } from '@tributary/use-cases/product'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type Metrics = {
  readonly countJobs: JobCount
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** What this process did and what waits for it, for whoever scrapes. Names of jobs only: no ids, no people. */
export const openMetrics = ({ queue }: Product): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const worked = new Counter({
    name: 'tributary_jobs_total',
    help: 'Jobs worked by this process',
    labelNames: ['job', 'outcome'],
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'tributary_jobs_waiting',
    help: 'Jobs in the queue',
    labelNames: ['job', 'state'],
    registers: [registry],
    async collect() {
      for (const [job, counts] of Object.entries(await queue.backlog()))
        for (const state of ['ready', 'active', 'failed'] as const) this.set({ job, state }, counts[state])
    },
  })
  void waiting
  return {
    countJobs: (job: JobName, outcome, n) => worked.inc({ job, outcome }, n),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
