import type { InfiniteData } from '@tanstack/react-query'
import type { LeadFilter, LeadPage, LeadRow } from '@tributary/contracts'
import { useEffect, useRef, useState } from 'react'
import { useLiveTopics } from '../../api/live.ts'
import { getQueryKey } from '../../api/query-key.ts'
import { client, queryClient, trpc } from '../../api/trpc.ts'

const MOST = 50
const COALESCE_MS = 600
const newest = { by: 'captured', direction: 'desc' } as const

/** Rows on screen that somebody or something changed, as they are now; the order stays. */
const replaceRows = async (ids: readonly string[]): Promise<void> => {
  const { items } = await client.leads.list.query({ filter: { ids: [...ids] }, size: 100 })
  const now = new Map(items.map((lead) => [lead.id, lead]))
  queryClient.setQueriesData<InfiniteData<LeadPage>>({ queryKey: getQueryKey(trpc.leads.list) }, (old) =>
    old && 'pages' in old
      ? {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            items: page.items.map((lead) => now.get(lead.id) ?? lead),
          })),
        }
      : old,
  )
}

/**
 * How many leads of this filter came since the list was read. The list itself stays as it is until it is asked for
 * again; only rows in it that changed are shown as they are now.
 */
export const useArrivals = (filter: LeadFilter, rows: readonly LeadRow[], readAt: number): number => {
  const [arrived, setArrived] = useState<readonly string[]>([])
  const known = useRef<ReadonlySet<string> | null>(null)
  const current = useRef({ filter, rows })
  current.current = { filter, rows }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const changed = useRef(new Set<string>())
  const key = JSON.stringify(filter)

  const readNewest = async (): Promise<readonly LeadRow[]> => {
    const page = await client.leads.list.query({ filter: current.current.filter, sort: newest, size: MOST })
    return page.items
  }

  useEffect(() => {
    setArrived([])
    known.current = null
    if (readAt === 0) return
    let current = true
    readNewest().then(
      (leads) => {
        if (current) known.current = new Set(leads.map(({ id }) => id))
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [key, readAt])
  useEffect(() => () => clearTimeout(timer.current), [])

  const look = async (): Promise<void> => {
    timer.current = undefined
    const shown = current.current.rows.map(({ id }) => id)
    const stale = shown.filter((id) => changed.current.has(id)).slice(0, 100)
    changed.current = new Set()
    if (stale.length > 0) await replaceRows(stale)
    const before = known.current
    if (!before) return
    const leads = await readNewest()
    if (known.current !== before) return
    const inList = new Set(shown)
    setArrived(leads.map(({ id }) => id).filter((id) => !before.has(id) && !inList.has(id)))
  }
  useLiveTopics((topics) => {
    for (const topic of topics)
      if (topic.startsWith('lead:')) changed.current.add(topic.slice('lead:'.length))
    if (!topics.some((topic) => topic === 'leads' || topic.startsWith('lead:'))) return
    timer.current ??= setTimeout(() => void look().catch(() => undefined), COALESCE_MS)
  })
  return arrived.length
}

export const arrivalText = (count: number): string | null => {
  if (count === 0) return null
  if (count >= MOST) return `${MOST}+ new leads`
  return count === 1 ? '1 new lead' : `${count} new leads`
}
