import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse } from '../house/open-house.ts'
import { readOptions } from '../read-options.ts'
import type { JobBench } from './job-bench.ts'
import { openOurs } from './our-queue.ts'
import { openPeer } from './peer-queue.ts'
import { describeTimes, percentile } from './percentiles.ts'

/** Send to handler, one at a time, with nothing else to do. */
const handOver = async (bench: JobBench, count: number): Promise<number[]> => {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const handled = new Promise<void>((resolve) => bench.onJob((got) => got === n && resolve()))
    const start = performance.now()
    await bench.send(n)
    await handled
    times.push(performance.now() - start)
    await sleep(15 + (n % 7))
  }
  return times.slice(Math.floor(count / 10))
}

/** Jobs per second from the moment they are there until the last handler ran. */
const drain = async (bench: JobBench, count: number): Promise<number> => {
  let left = count
  const done = new Promise<void>((resolve) =>
    bench.onJob(() => {
      left -= 1
      if (left === 0) resolve()
    }),
  )
  await bench.sendMany(count)
  const there = performance.now()
  await done
  return count / ((performance.now() - there) / 1000)
}

/** J1 and J2: both queues on the same database, in turns. */
export const run = async (args: readonly string[]): Promise<void> => {
  const { jobs, sends, rounds } = readOptions(args, { jobs: 20_000, sends: 300, rounds: 2 })
  const house = await openHouse()
  const owner = house.postgres.url
  try {
    for (let round = 1; round <= rounds; round++) {
      console.log(`\nround ${round}`)
      const peer = await measure(await openPeer(owner), sends, jobs)
      const ours = await measure(await openOurs(house.databaseUrl), sends, jobs)
      console.log(`J1 p95 ratio ${(ours.p95 / peer.p95).toFixed(2)} (at most 1.5)`)
      console.log(`J2 ratio ${(ours.perSecond / peer.perSecond).toFixed(1)} (at least 4)`)
    }
  } finally {
    await house.close()
  }
}

const measure = async (bench: JobBench, sends: number, jobs: number) => {
  try {
    await sleep(500)
    const times = await handOver(bench, sends)
    const perSecond = await drain(bench, jobs)
    const { name } = bench
    console.log(
      `${name.padEnd(26)} send to handler ${describeTimes(times)} ms, drain ${perSecond.toFixed(0)}/s`,
    )
    const sorted = times.toSorted((a, b) => a - b)
    return { p95: percentile(sorted, 0.95), perSecond }
  } finally {
    await bench.close()
  }
}
