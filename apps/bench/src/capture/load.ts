import { connect, type Socket } from 'node:net'
import { bodyOf } from './submission.ts'

/** What one load run is told, as JSON in its first argument. */
export type LoadPlan = {
  readonly port: number
  readonly path: string
  readonly headers: string
  readonly slug: string
  readonly connections: number
  readonly seconds: number
  /** Sent before the clock starts. */
  readonly warmUpSeconds: number
  /** Requests a second over all connections; null sends the next when the last is answered. */
  readonly rate: number | null
  /** `fresh` is a new person every time; otherwise this body is sent again and again. */
  readonly body: 'fresh' | 'get' | { readonly fixed: string }
  /** Distinguishes the people of this run from those of others. */
  readonly run: string
  /** For `get`: the paths to ask, one after another. */
  readonly paths?: readonly string[]
}

export type LoadResult = {
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
  readonly statuses: Readonly<Record<string, number>>
  readonly errors: number
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!

const HEAD_END = Buffer.from('\r\n\r\n')

/** Reads answers off one connection: status and the end of the body, nothing else. */
const reader = (onAnswer: (status: number) => void) => {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer): void => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const end = rest.indexOf(HEAD_END)
      if (end < 0) return
      const head = rest.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      const total = end + 4 + length
      if (rest.length < total) return
      const status = Number(head.slice(9, 12))
      rest = rest.subarray(total)
      onAnswer(status)
    }
  }
}

export const runLoad = async (plan: LoadPlan): Promise<LoadResult> => {
  const { connections, seconds, warmUpSeconds, rate, run, slug } = plan
  const begin = performance.now() + warmUpSeconds * 1000
  const end = begin + seconds * 1000
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let errors = 0
  let made = 0
  let sent = 0

  const request = (): string => {
    if (plan.body === 'get') {
      const path = plan.paths![made++ % plan.paths!.length]!
      return `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${plan.headers}\r\n`
    }
    const body = plan.body === 'fresh' ? bodyOf(slug, `${run}-${made++}`) : plan.body.fixed
    return `POST ${plan.path} HTTP/1.1\r\nHost: localhost\r\n${plan.headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }

  const drive = (first: number): Promise<void> =>
    new Promise((resolve) => {
      let started = 0
      const socket: Socket = connect(plan.port, '127.0.0.1')
      socket.setNoDelay(true)
      const dueNext = (): number =>
        rate === null ? 0 : begin - warmUpSeconds * 1000 + (sent++ * 1000) / rate
      const send = () => {
        const now = performance.now()
        if (now >= end) return void socket.end()
        const due = dueNext()
        if (due >= end) return void socket.end()
        // With a fixed rate the wait for a connection counts: the clock starts when the request was due.
        const go = () => {
          started = rate === null ? performance.now() : due
          socket.write(request())
        }
        if (due > now) setTimeout(go, due - now)
        else go()
      }
      socket.on(
        'data',
        reader((status) => {
          const now = performance.now()
          if (started >= begin && now <= end + 5000) {
            if (now <= end) times.push(now - started)
            statuses[status] = (statuses[status] ?? 0) + 1
          }
          send()
        }),
      )
      socket.on('error', () => {
        errors++
      })
      socket.on('close', () => resolve())
      socket.once('connect', () => setTimeout(send, first))
    })

  await Promise.all(Array.from({ length: connections }, (_, i) => drive((i / connections) * 20)))
  const sorted = Float64Array.from(times).sort()
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    most: sorted.at(-1) ?? 0,
    statuses,
    errors,
  }
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await runLoad(JSON.parse(process.argv[2] ?? '{}') as LoadPlan)))
