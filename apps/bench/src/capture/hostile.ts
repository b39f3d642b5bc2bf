import { ApiError } from '@tributary/contracts'
import { hostileRequests } from '@tributary/use-cases/capture/hostile-requests'
import { Client } from 'pg'
import { openHouse } from '../house/open-house.ts'
import { startServer } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'

/** Sends generated hostile requests to the running server: every one must be refused with its field, and leave no row. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { requests, seed } = readOptions(args, { requests: 10_000, seed: 1 })
  const house = await openHouse()
  const server = await startServer(house)
  const next = hostileRequests(seed, house.campaign)
  const seen = new Map<string, number>()
  const wrong: string[] = []
  const send = async (): Promise<void> => {
    const { why, headers, payload } = next()
    const answer = await fetch(`http://127.0.0.1:${server.port}/v1/api/leads`, {
      method: 'POST',
      headers,
      body: new Uint8Array(payload),
    })
    const body = ApiError.safeParse(await answer.json().catch(() => null))
    const kind = `${answer.status} ${body.success ? body.data.error : 'no error body'}`
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    if (!body.success || !body.data.field || answer.status < 400 || answer.status >= 500)
      wrong.push(`${why}: ${kind}`)
  }
  let left = requests
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await send()
    }),
  )
  const owner = new Client({ connectionString: house.postgres.url })
  await owner.connect()
  const { rows } = await owner.query('select (select count(*) from lead) + (select count(*) from event) as n')
  await owner.end()
  await server.stop()
  await house.close()
  for (const [kind, n] of [...seen].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(`${String(n).padStart(6)}  ${kind}`)
  console.log(`${requests} requests, ${wrong.length} answered wrongly, ${rows[0].n} rows written`)
  for (const line of wrong.slice(0, 20)) console.log(`  ${line}`)
  if (wrong.length > 0 || Number(rows[0].n) > 0) process.exitCode = 1
}
