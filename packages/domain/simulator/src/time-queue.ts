/** Takes things in any order and gives them back by time; at the same time, in the order they came. */
export type TimeQueue<T> = {
  readonly size: () => number
  readonly add: (at: number, item: T) => void
  /** Everything earlier than an instant, removed as it is taken. */
  readonly takeBefore: (instant: number) => Generator<T>
}

type Entry<T> = { readonly at: number; readonly order: number; readonly item: T }

const before = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap. */
export const timeQueue = <T>(): TimeQueue<T> => {
  const heap: Entry<T>[] = []
  let order = 0
  const add = (at: number, item: T): void => {
    const entry = { at, order: order++, item }
    let hole = heap.length
    heap.push(entry)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (!before(entry, heap[parent]!)) break
      heap[hole] = heap[parent]!
      hole = parent
    }
    heap[hole] = entry
  }
  const take = (): Entry<T> => {
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return first
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[hole] = heap[child]!
      hole = child
    }
    heap[hole] = last
    return first
  }
  return {
    size: () => heap.length,
    add,
    *takeBefore(instant) {
      while (heap.length > 0 && heap[0]!.at < instant) yield take().item
    },
  }
}
