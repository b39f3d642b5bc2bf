import { useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

/** Below this every row is drawn: cheaper, printable, and found by the browser's own search. */
export const WINDOW_FROM = 60

const UNKNOWN_HEIGHT = 40

/** The density's row height, as the tokens have it. */
export const readRowHeight = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row-height')) ||
  UNKNOWN_HEIGHT

/** Which rows to draw, and how much room the others take. */
export const useRowWindow = (
  count: number,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  enabled: boolean,
  headHeight: number,
) => {
  const windowed = enabled && count > WINDOW_FROM
  const virtualizer = useVirtualizer({
    count,
    enabled: windowed,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1000, height: 640 },
  })
  const items = virtualizer.getVirtualItems()
  const indexes = windowed
    ? items.map((item) => item.index)
    : Array.from({ length: count }, (_, index) => index)
  const last = items.at(-1)
  return {
    indexes,
    before: windowed ? Math.max(0, (items[0]?.start ?? 0) - headHeight) : 0,
    after: windowed && last ? virtualizer.getTotalSize() - (last.end - headHeight) : 0,
    measure: windowed ? virtualizer.measureElement : undefined,
    reveal: (index: number) => {
      if (windowed) virtualizer.scrollToIndex(index, { align: 'auto' })
      else scroller.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
    },
  }
}
