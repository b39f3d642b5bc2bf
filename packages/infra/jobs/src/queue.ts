import { type ConnectionOptions, fromKysely, type Job, type KyselyTransactionLike, PgBoss } from 'pg-boss'
import { type JobName, type JobPayload, jobs } from './catalog.ts'

const QUEUE_SETTINGS = {
  policy: 'standard',
  heartbeatSeconds: 10,
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  deleteAfterSeconds: 3600,
} as const

/** Job names whose handler reached the end of its retries land here, one queue for all. */
export const DEAD_QUEUE = 'dead'

/**
 * Makes the queue's tables and queues. Runs as the migrator: server and worker never change the schema.
 * Then the application's role gets its data rights on them.
 */
export const installQueue = async (migratorUrl: string, appRole: string): Promise<void> => {
  const boss = new PgBoss({ connectionString: migratorUrl, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    await boss.createQueue(DEAD_QUEUE, { policy: 'standard', retryLimit: 0 })
    for (const name of Object.keys(jobs) as JobName[]) {
      const expireInSeconds = jobs[name].options.seconds
      const { policy, ...settings } = { ...QUEUE_SETTINGS, expireInSeconds, deadLetter: DEAD_QUEUE }
      await boss.createQueue(name, { policy, ...settings })
      await boss.updateQueue(name, settings)
    }
    const db = boss.getDb()
    for (const sql of [
      `grant usage on schema pgboss to ${appRole}`,
      `grant select, insert, update, delete on all tables in schema pgboss to ${appRole}`,
      `grant execute on all functions in schema pgboss to ${appRole}`,
    ])
      await db.executeSql(sql)
  } finally {
    await boss.stop({ graceful: false })
  }
}

export type JobGroup<N extends JobName> = {
  readonly organizationId: string
  readonly jobs: readonly { readonly id: string; readonly payload: JobPayload<N> }[]
}

export type WorkGroup<N extends JobName> = (
  group: JobGroup<N>,
  /** Marks the group's jobs done inside the transaction it is given. */
  complete: (db: KyselyTransactionLike) => Promise<void>,
) => Promise<void>

export type WorkFailure = { readonly job: JobName; readonly id: string; readonly error: unknown }

/**
 * That a job was fetched or ended need not wait for the disk: after a crash of the database it is worked once more, and
 * finds nothing left to do. Jobs themselves are added in the transactions of their callers, which do wait.
 */
const withoutWaiting = (url: string): string => {
  const relaxed = new URL(url)
  relaxed.searchParams.set('options', '-c synchronous_commit=off')
  return relaxed.toString()
}

/** The job queue as the rest of the house sees it. */
export const openQueue = (options: {
  readonly url: string
  readonly consumer?: boolean
  readonly onError: (error: unknown) => void
}) => {
  const { url, consumer = false, onError } = options
  const boss = new PgBoss({
    connectionString: withoutWaiting(url),
    max: consumer ? 6 : 1,
    application_name: consumer ? 'tributary-worker-queue' : 'tributary-queue',
    migrate: false,
    createSchema: false,
    supervise: consumer,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', onError)
  const workers = new Map<string, string[]>()

  return {
    start: async () => {
      await boss.start()
    },
    /** Waits up to 20 s for running handlers, then closes. */
    stop: () => boss.stop({ graceful: consumer, timeout: 20_000, close: true }),

    /** Adds jobs inside the caller's transaction: both commit or neither. `startAfter` keeps one back until then. */
    insert: async <N extends JobName>(
      db: KyselyTransactionLike,
      name: N,
      payloads: readonly { readonly data: JobPayload<N>; readonly startAfter?: Date }[],
    ): Promise<void> => {
      if (payloads.length === 0) return
      await boss.insert(
        name,
        payloads.map(({ data, startAfter }) => ({ data: jobs[name].payload.parse(data), startAfter })),
        { db: fromKysely(db) },
      )
    },

    /** The statement that adds one job, for a caller that sends its own messages to the database. */
    insertStatement: async <N extends JobName>(
      name: N,
      payload: JobPayload<N>,
    ): Promise<{ text: string; values: unknown[] }> => {
      let statement: { text: string; values: unknown[] } | undefined
      const recorder: NonNullable<ConnectionOptions['db']> = {
        executeSql: async (text, values) => {
          statement = { text, values: values ?? [] }
          return { rows: [] }
        },
      }
      await boss.insert(name, [{ data: payload }], { db: recorder })
      if (!statement) throw new Error(`The queue made no statement for ${name}`)
      return statement
    },

    /** Takes back every job of an organization that is gone, inside the caller's transaction. */
    forget: async (db: KyselyTransactionLike, organizationId: string): Promise<void> => {
      await fromKysely(db).executeSql(`delete from pgboss.job where data ->> 'organizationId' = $1`, [
        organizationId,
      ])
    },

    /** Wakes this process's workers of a queue at once instead of at their next poll. */
    wake: (name: string): void => {
      for (const id of workers.get(name) ?? []) boss.notifyWorker(id)
    },

    /**
     * Works a queue: jobs are fetched in batches and handed over per organization. A group that fails is tried again
     * job by job, so one bad job never blocks its neighbours.
     */
    work: async <N extends JobName>(
      name: N,
      workGroup: WorkGroup<N>,
      onFailure: (failure: WorkFailure) => void,
    ): Promise<void> => {
      const { options: settings, payload: schema } = jobs[name]
      const runGroup = async (group: JobGroup<N>) =>
        workGroup(group, async (db) => {
          await boss.complete(
            name,
            group.jobs.map((job) => job.id),
            null,
            { db: fromKysely(db) },
          )
        })
      const handle = async (batch: Job<JobPayload<N>>[]) => {
        const groups = new Map<string, { id: string; payload: JobPayload<N> }[]>()
        const failed = new Map<string, unknown>()
        for (const job of batch) {
          const parsed = schema.safeParse(job.data)
          if (!parsed.success) {
            failed.set(job.id, parsed.error)
            continue
          }
          const payload = parsed.data as JobPayload<N>
          const group = groups.get(payload.organizationId) ?? []
          groups.set(payload.organizationId, group)
          group.push({ id: job.id, payload })
        }
        for (const [organizationId, members] of groups) {
          try {
            await runGroup({ organizationId, jobs: members })
          } catch (error) {
            if (members.length === 1) failed.set(members[0]!.id, error)
            else
              for (const member of members)
                await runGroup({ organizationId, jobs: [member] }).catch((cause) =>
                  failed.set(member.id, cause),
                )
          }
        }
        for (const [id, error] of failed) onFailure({ job: name, id, error })
        return batch.map((job) =>
          failed.has(job.id)
            ? {
                id: job.id,
                status: 'failed' as const,
                output: { message: String(failed.get(job.id)).slice(0, 200) },
              }
            : { id: job.id, status: 'completed' as const },
        )
      }
      const ids: string[] = []
      for (let i = 0; i < settings.concurrency; i++)
        ids.push(
          await boss.work<JobPayload<N>, unknown, { perJobResults: true; batchSize: number }>(
            name,
            {
              perJobResults: true,
              batchSize: settings.batchSize,
              pollingIntervalSeconds: 1,
              burstWhenBatchFull: true,
            } as { perJobResults: true; batchSize: number },
            handle,
          ),
        )
      workers.set(name, ids)
    },

    /** How many jobs wait per queue, for health and metrics. */
    backlog: async (): Promise<Record<string, { ready: number; active: number; failed: number }>> => {
      const all = await boss.getQueues()
      return Object.fromEntries(
        all.map((q) => [q.name, { ready: q.readyCount, active: q.activeCount, failed: q.failedCount }]),
      )
    },
  }
}

export type Queue = ReturnType<typeof openQueue>
