import type { JobName, JobPayload } from '@tributary/jobs'
import { jobs } from '@tributary/jobs'
import { inOrganization } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'

/** Does what the jobs of one organization ask. A transactional one runs inside the transaction that completes them. */
export type Handler<N extends JobName> = (
  context: Context,
  payloads: readonly JobPayload<N>[],
) => Promise<unknown>

/** One handler per job of the catalogue: forgetting one does not compile. */
export type Handlers = { readonly [N in JobName]: Handler<N> }

export type JobCount = (job: JobName, outcome: 'done' | 'failed', n: number) => void

const workOne = <N extends JobName>(
  product: Product,
  name: N,
  handler: Handler<N>,
  count: JobCount,
): Promise<void> =>
  product.queue.work(
    name,
    async ({ organizationId, jobs: group }, complete) => {
      const context: Context = { product, organizationId, actor: { kind: 'system' } }
      const payloads = group.map(({ payload }) => payload)
      if (jobs[name].options.transactional)
        await inOrganization(context, async (tx) => {
          // All of it is derived and commits with its job: a crash undoes both, so nobody waits for the disk.
          await tx.em.execute('set local synchronous_commit = off')
          await handler(context, payloads)
          await tx.em.flush()
          await complete(tx.db as never)
        })
      else await handler(context, payloads)
      count(name, 'done', group.length)
    },
    ({ job, id, error }) => {
      count(job, 'failed', 1)
      product.log.error({ job, id, error: String(error) }, 'a job failed')
    },
  )

/** Begins to work every queue of the catalogue. */
export const workJobs = async (product: Product, handlers: Handlers, count: JobCount): Promise<void> => {
  for (const name of Object.keys(handlers) as JobName[])
    await workOne(product, name, handlers[name] as Handler<typeof name>, count)
}
