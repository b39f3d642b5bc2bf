import type { InfiniteData } from '@tanstack/react-query'
import type { DealCard, DealFilter, DealPage } from '@tributary/contracts'
import { useEffect, useRef, useState } from 'react'
import { useLiveTopics } from '../../api/live.ts'
import { getQueryKey } from '../../api/query-key.ts'
import { client, queryClient, trpc } from '../../api/trpc.ts'

const MOST = 50
const COALESCE_MS = 600
const newest = { by: 'opened', direction: 'desc' } as const

/** Rows on screen that somebody changed, as they are now; the order stays. */
const replaceRows = async (ids: readonly string[]): Promise<void> => {
  const { items } = await client.deals.list.query({ filter: { ids: [...ids] }, size: 100 })
  const now = new Map(items.map((deal) => [deal.id, deal]))
  queryClient.setQueriesData<InfiniteData<DealPage>>({ queryKey: getQueryKey(trpc.deals.list) }, (old) =>
    old && 'pages' in old
      ? {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            items: page.items.map((deal) => now.get(deal.id) ?? deal),
          })),
        }
      : old,
  )
}

/**
 * How many deals of this filter were opened since the list was read. The list stays as it is until it is asked for again;
 * rows in it that changed are shown as they are now, and the sums follow.
 */
export const useDealNews = (filter: DealFilter, rows: readonly DealCard[], readAt: number): number => {
  const [opened, setOpened] = useState(0)
  const known = useRef<ReadonlySet<string> | null>(null)
  const current = useRef({ filter, rows })
  current.current = { filter, rows }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const changed = useRef(new Set<string>())
  const key = JSON.stringify(filter)

  const readNewest = async (): Promise<readonly string[]> => {
    const page = await client.deals.list.query({ filter: current.current.filter, sort: newest, size: MOST })
    return page.items.map(({ id }) => id)
  }
  useEffect(() => {
    setOpened(0)
    known.current = null
    if (readAt === 0) return
    let isCurrent = true
    readNewest().then(
      (ids) => {
        if (isCurrent) known.current = new Set(ids)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [key, readAt])
  useEffect(() => () => clearTimeout(timer.current), [])

  const look = async (): Promise<void> => {
    timer.current = undefined
    const stale = current.current.rows.filter(({ lead }) => changed.current.has(lead.id)).map(({ id }) => id)
    changed.current = new Set()
    if (stale.length > 0) await replaceRows(stale.slice(0, 100))
    void queryClient.invalidateQueries({ queryKey: getQueryKey(trpc.deals.sums) })
    const before = known.current
    if (!before) return
    const ids = await readNewest()
    if (known.current !== before) return
    const shown = new Set(current.current.rows.map(({ id }) => id))
    setOpened(ids.filter((id) => !before.has(id) && !shown.has(id)).length)
  }
  useLiveTopics((topics) => {
    for (const topic of topics)
      if (topic.startsWith('lead:')) changed.current.add(topic.slice('lead:'.length))
    if (!topics.some((topic) => topic === 'leads' || topic.startsWith('lead:'))) return
    timer.current ??= setTimeout(() => void look().catch(() => undefined), COALESCE_MS)
  })
  return opened
}

export const newDealsText = (count: number): string | null => {
  if (count === 0) return null
  if (count >= MOST) return `${MOST}+ new deals`
  return count === 1 ? '1 new deal' : `${count} new deals`
}
