import { listen, openAnnouncer, openQueue, WAKE } from '@tributary/jobs'
import { Pool } from 'pg'
import type { JobBench } from './job-bench.ts'

const ORGANIZATION = '01890000-0000-7000-8000-000000000001'

/** The numbers 0 to 2^48 as ids, so that a handler knows which job it has. */
const idOf = (n: number): string => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const numberOf = (id: string): number => Number.parseInt(id.slice(24), 16)

/** Our queue as server and worker use it: a row and an announcement after the commit, an ear in the worker. */
export const openOurs = async (url: string): Promise<JobBench> => {
  const onError = (error: unknown) => console.error(String(error))
  const pool = new Pool({ connectionString: url, max: 2 })
  const voice = new Pool({ connectionString: url, max: 1, options: '-c synchronous_commit=off' })
  const announce = openAnnouncer(voice, onError)
  const queue = openQueue({ url, consumer: true, onError })
  await queue.start()
  let onJob: (n: number) => void = () => undefined
  await queue.work(
    'ledger.fold',
    async ({ jobs }) => {
      for (const { payload } of jobs) onJob(numberOf(payload.eventIds[0]!))
    },
    ({ error }) => onError(error),
  )
  const ears = listen({ url, topics: [WAKE], onText: (_, name) => queue.wake(name), onError })
  const payloadOf = (n: number) => ({ organizationId: ORGANIZATION, eventIds: [idOf(n)] })
  return {
    name: 'tributary',
    send: async (n) => {
      await pool.query(await queue.insertStatement('ledger.fold', payloadOf(n)))
      announce(WAKE, 'ledger.fold')
    },
    sendMany: async (count) => {
      await pool.query(
        `insert into pgboss.job (name, data)
         select 'ledger.fold', jsonb_build_object('organizationId', $1::text, 'eventIds', jsonb_build_array(
           '01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')))
         from generate_series(0, $2::int - 1) n`,
        [ORGANIZATION, count],
      )
      announce(WAKE, 'ledger.fold')
    },
    onJob: (run) => {
      onJob = run
    },
    close: async () => {
      await ears.close()
      await queue.stop()
      await Promise.all([pool.end(), voice.end()])
    },
  }
}
