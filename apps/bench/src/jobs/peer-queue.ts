import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import type { JobBench } from './job-bench.ts'

const quiet = new Logger(() => () => undefined)

/** graphile-worker as its own documentation starts it. */
export const openPeer = async (connectionString: string): Promise<JobBench> => {
  let onJob: (n: number) => void = () => undefined
  const utils = await makeWorkerUtils({ connectionString, logger: quiet })
  await utils.migrate()
  const runner = await run({
    connectionString,
    logger: quiet,
    concurrency: 10,
    noHandleSignals: true,
    taskList: { note: async (payload) => onJob((payload as { n: number }).n) },
  })
  return {
    name: 'graphile-worker, default',
    send: async (n) => void (await utils.addJob('note', { n })),
    sendMany: async (count) => {
      await utils.withPgClient((client) =>
        client.query(
          `select count(*) from generate_series(0, $1::int - 1) n,
             lateral graphile_worker.add_job('note', json_build_object('n', n))`,
          [count],
        ),
      )
    },
    onJob: (next) => {
      onJob = next
    },
    close: async () => {
      await runner.stop()
      await utils.release()
    },
  }
}
