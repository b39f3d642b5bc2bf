import { array, assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { timeQueue } from './time-queue.ts'

it('what was put in by any order comes out by time, and at the same time in the order it came', () => {
  assert(
    property(array(integer({ min: 0, max: 20 })), integer({ min: 0, max: 21 }), (times, until) => {
      const queue = timeQueue<{ at: number; place: number }>()
      for (const [place, at] of times.entries()) queue.add(at, { at, place })
      const all = times.map((at, place) => ({ at, place })).sort((a, b) => a.at - b.at || a.place - b.place)
      expect([...queue.takeBefore(until)]).toEqual(all.filter(({ at }) => at < until))
      expect(queue.size()).toBe(all.filter(({ at }) => at >= until).length)
      expect([...queue.takeBefore(Number.POSITIVE_INFINITY)]).toEqual(all.filter(({ at }) => at >= until))
    }),
  )
})
