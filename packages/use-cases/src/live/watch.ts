import type { LiveNews } from '@tributary/contracts'
import { isSessionOpen } from '../entrance/is-session-open.ts'
import type { Context } from '../product.ts'
import { hubOf } from './live-hub.ts'

/** News of one moment are told together; a screen reads again at most so often. */
const GATHER = 150
/** How often it is asked whether the session still stands. */
const SESSION_CHECK = 30_000

/**
 * What changes in an organization while somebody looks. It begins with `everything`, as soon as nothing can be missed any more; it tells
 * topics and no contents, so every reading goes through the ordinary, authorised query. It ends with the session:
 * watching is no activity and keeps nothing alive.
 */
export const watch = async function* (
  { product, organizationId, session }: Context & { readonly session: { readonly id: string } },
  signal: AbortSignal,
  { sessionCheckMs = SESSION_CHECK }: { readonly sessionCheckMs?: number } = {},
): AsyncGenerator<LiveNews> {
  let topics = new Set<string>()
  let missed = false
  let wake: () => void = () => undefined
  const leave = hubOf(product).add(organizationId, (topic) => {
    if (topic === null) missed = true
    else topics.add(topic)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  let checkedAt = performance.now()
  try {
    while (!signal.aborted) {
      if (performance.now() - checkedAt >= sessionCheckMs) {
        if (!(await isSessionOpen(product, session.id))) return
        checkedAt = performance.now()
      }
      if (missed || topics.size > 0) {
        const news: LiveNews = missed ? { kind: 'everything' } : { kind: 'changed', topics: [...topics] }
        missed = false
        topics = new Set()
        yield news
        await pause(GATHER, signal)
      } else
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, sessionCheckMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          if (signal.aborted || missed || topics.size > 0) wake()
        })
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    leave()
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
