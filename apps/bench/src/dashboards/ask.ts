import { Agent, request } from 'node:http'
import { percentile } from '../jobs/percentiles.ts'

export type Times = { readonly n: number; readonly p50: number; readonly p95: number; readonly p99: number }

export const summarise = (times: readonly number[]): Times => {
  const sorted = times.toSorted((a, b) => a - b)
  return {
    n: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  }
}

export const printTimes = (name: string, { n, p50, p95, p99 }: Times, more = ''): void =>
  console.log(
    `${name.padEnd(44)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)} ms  (${n})  ${more}`,
  )

export type Asking = { readonly port: number; readonly cookie: string }

/** One procedure, as the browser calls it. */
export const queryPath = (procedure: string, input: unknown): string =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** The answer of one request, read to its end. */
export const ask = ({ port, cookie }: Asking, path: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, agent, headers: { cookie } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(parts).toString()
        if (response.statusCode === 200)
          resolve((JSON.parse(body) as { result: { data: unknown } }).result.data)
        else
          reject(
            new Error(`${path.slice(0, 120)} was answered ${response.statusCode}: ${body.slice(0, 300)}`),
          )
      })
    })
    sent.on('error', reject)
    sent.end()
  })

/** Milliseconds of each request, one after another on every connection; `seconds` ends it sooner, not before five were asked. */
export const askOften = async (
  asking: Asking,
  paths: readonly string[],
  {
    times,
    connections = 1,
    seconds = Number.POSITIVE_INFINITY,
  }: { readonly times: number; readonly connections?: number; readonly seconds?: number },
): Promise<Times> => {
  for (const path of paths) await ask(asking, path)
  const measured: number[] = []
  let next = 0
  const until = performance.now() + seconds * 1000
  const drive = async () => {
    while (next < times && (next < 5 || performance.now() < until)) {
      const path = paths[next++ % paths.length]!
      const began = performance.now()
      await ask(asking, path)
      measured.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: connections }, drive))
  return summarise(measured)
}
