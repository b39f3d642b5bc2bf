import type { InfiniteData } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLiveTopics } from '../api/live.ts'
import { queryClient } from '../api/trpc.ts'
import { plural } from '../words.ts'

/** New rows are counted to this many. */
export const MOST_NEWS = 50
const READ_AT_ONCE = 100
const COALESCE_MS = 600

type Row = { readonly id: string }

/** Rows on screen as they are now; the order stays. */
const replaceRows = <T extends Row>(queryKey: readonly unknown[], items: readonly T[]): void => {
  const now = new Map(items.map((row) => [row.id, row]))
  queryClient.setQueriesData<InfiniteData<{ readonly items: readonly T[] }>>({ queryKey }, (old) =>
    old && 'pages' in old
      ? {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => now.get(row.id) ?? row),
          })),
        }
      : old,
  )
}

export type ListNews<T extends Row> = {
  /** What the list asks for; another question begins anew. */
  readonly filter: unknown
  readonly rows: readonly T[]
  /** When the list was read, 0 while it is not the one that was asked for. */
  readonly readAt: number
  readonly queryKey: readonly unknown[]
  /** The lead whose news a row belongs to. */
  readonly leadOf: (row: T) => string
  /** The newest of the filter, at most `MOST_NEWS`. */
  readonly readNewest: () => Promise<readonly Row[]>
  readonly readAgain: (ids: string[]) => Promise<readonly T[]>
  /** Told when something changed, for what stands beside the rows. */
  readonly onChange?: () => void
}

/**
 * How many rows came since the list was read. The list itself stays as it is until it is asked for again; only rows in it
 * that changed are shown as they are now.
 */
export const useListNews = <T extends Row>(news: ListNews<T>): number => {
  const [come, setCome] = useState(0)
  const known = useRef<ReadonlySet<string> | null>(null)
  const current = useRef(news)
  current.current = news
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const changed = useRef(new Set<string>())
  const key = JSON.stringify(news.filter)

  useEffect(() => {
    setCome(0)
    known.current = null
    if (news.readAt === 0) return
    let isCurrent = true
    current.current.readNewest().then(
      (newest) => {
        if (isCurrent) known.current = new Set(newest.map(({ id }) => id))
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [key, news.readAt])
  useEffect(() => () => clearTimeout(timer.current), [])

  const look = async (): Promise<void> => {
    timer.current = undefined
    const { rows, leadOf, queryKey, readAgain, readNewest, onChange } = current.current
    const stale = rows.filter((row) => changed.current.has(leadOf(row))).map(({ id }) => id)
    changed.current = new Set()
    for (let at = 0; at < stale.length; at += READ_AT_ONCE)
      replaceRows(queryKey, await readAgain(stale.slice(at, at + READ_AT_ONCE)))
    onChange?.()
    const before = known.current
    if (!before) return
    const newest = await readNewest()
    if (known.current !== before) return
    const shown = new Set(rows.map(({ id }) => id))
    setCome(newest.filter(({ id }) => !before.has(id) && !shown.has(id)).length)
  }
  useLiveTopics((topics) => {
    for (const topic of topics)
      if (topic.startsWith('lead:')) changed.current.add(topic.slice('lead:'.length))
    if (!topics.some((topic) => topic === 'leads' || topic.startsWith('lead:'))) return
    timer.current ??= setTimeout(() => void look().catch(() => undefined), COALESCE_MS)
  })
  return come
}

export const newsText = (count: number, noun: string): string | null => {
  if (count === 0) return null
  return `${count >= MOST_NEWS ? `${MOST_NEWS}+` : count} new ${plural(count, noun)}`
}
