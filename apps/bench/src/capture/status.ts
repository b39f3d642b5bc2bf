import { openHouse } from '../house/open-house.ts'
import { startServer } from '../house/start-process.ts'
import { readOptions } from '../read-options.ts'
import { spawnLoad } from './spawn-load.ts'
import { bodyOf } from './submission.ts'

/** Looks up where leads stand, at 32 connections: p95 at most 5 ms. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { seconds } = readOptions(args, { seconds: 8 })
  const house = await openHouse()
  const server = await startServer(house)
  const paths: string[] = []
  for (let n = 0; n < 500; n++) {
    const answer = await fetch(`http://127.0.0.1:${server.port}/v1/api/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.campaign.origin },
      body: bodyOf(house.campaign.slug, n),
    })
    const { lead_id: id, status_token: token } = (await answer.json()) as Record<string, string>
    paths.push(`/v1/api/leads/${id}/status?token=${token}`)
  }
  const base = {
    port: server.port,
    headers: '',
    slug: '',
    connections: 32,
    seconds,
    warmUpSeconds: 2,
    body: 'get' as const,
    run: 'status',
    path: '',
  }
  // At a steady pace the time of an answer is told; as fast as it goes, how many there are.
  for (const rate of [1000, null]) {
    const result = await spawnLoad({ ...base, paths, rate })
    console.log(
      `${rate === null ? 'as fast as it goes' : `${rate} a second`}: ${result.perSecond.toFixed(0)}/s  p50 ${result.p50.toFixed(2)}  p95 ${result.p95.toFixed(2)}  p99 ${result.p99.toFixed(2)} ms  ${JSON.stringify(result.statuses)}`,
    )
  }
  await server.stop()
  await house.close()
}
