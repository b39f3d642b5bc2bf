import { Button } from '@tributary/ui'
import { useEffect, useRef } from 'react'

/** Reads on when the end of the list comes near; the button does the same for keys. */
export const ReadOn = ({ onMore, loading }: { onMore: () => void; loading: boolean }) => {
  const button = useRef<HTMLDivElement>(null)
  const latest = useRef(onMore)
  latest.current = onMore
  useEffect(() => {
    const end = button.current
    if (!end) return
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '300px',
    })
    watcher.observe(end)
    return () => watcher.disconnect()
  }, [])
  return (
    <div ref={button} className="sticky start-0 flex justify-center p-2">
      <Button size="small" tone="ghost" pending={loading} onClick={onMore}>
        Show more
      </Button>
    </div>
  )
}
