import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepOpen, type LiveState, type OpenStream, waitBefore } from './keep-open.ts'

/** A server that can be stopped and started, as the stream sees it. */
const fakeServer = () => {
  let up = true
  let opened = 0
  const streams = new Set<Parameters<OpenStream>[0]>()
  const open: OpenStream = (on) => {
    opened += 1
    if (up) {
      streams.add(on)
      on.connected()
    } else on.ended()
    return { close: () => void streams.delete(on) }
  }
  return {
    open,
    opened: () => opened,
    holding: () => streams.size,
    say: (...topics: string[]) => {
      for (const stream of streams) stream.topics(topics)
    },
    stop: () => {
      up = false
      for (const stream of [...streams]) stream.ended()
      streams.clear()
    },
    start: () => {
      up = true
    },
  }
}

describe('staying connected', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const listen = () => {
    const server = fakeServer()
    const states: LiveState[] = []
    const heard: string[] = []
    const stream = keepOpen(
      server.open,
      { topics: (topics) => void heard.push(...topics), state: (state) => void states.push(state) },
      () => 1,
    )
    return { server, states, heard, stream }
  }

  it('hears what changed while the server is up', () => {
    const { server, states, heard } = listen()
    server.say('leads', 'lead:1')
    expect(states).toEqual(['live'])
    expect(heard).toEqual(['leads', 'lead:1'])
  })

  it('is back at most two seconds after a server that restarted is', () => {
    const { server, states } = listen()
    server.stop()
    vi.advanceTimersByTime(60_000)
    expect(states.at(-1)).toBe('reconnecting')
    server.start()
    vi.advanceTimersByTime(2000)
    expect(states.at(-1)).toBe('live')
    expect(server.holding()).toBe(1)
  })

  it('does not hammer a server that is down', () => {
    const { server } = listen()
    server.stop()
    vi.advanceTimersByTime(30_000)
    expect(server.opened()).toBeLessThanOrEqual(25)
    vi.advanceTimersByTime(300_000)
    const before = server.opened()
    vi.advanceTimersByTime(60_000)
    expect(server.opened() - before).toBeLessThanOrEqual(6)
  })

  it('does not wait its turn when the network is back', () => {
    const { server, states, stream } = listen()
    server.stop()
    vi.advanceTimersByTime(300_000)
    server.start()
    stream.hurry()
    expect(states.at(-1)).toBe('live')
  })

  it('waits longer each time, and half of each wait is chance', () => {
    expect([0, 1, 2, 3, 4].map((tries) => waitBefore(tries, 1))).toEqual([300, 600, 1200, 1600, 1600])
    expect([0, 1, 2, 3, 4].map((tries) => waitBefore(tries, 0))).toEqual([150, 300, 600, 800, 800])
    expect(waitBefore(60, 1)).toBe(10_000)
  })

  it('says connecting, not reconnecting, before it was ever live', () => {
    const server = fakeServer()
    server.stop()
    const states: LiveState[] = []
    keepOpen(server.open, { topics: () => undefined, state: (state) => void states.push(state) })
    expect(states).toEqual(['connecting'])
  })

  it('leaves nothing open when it is no longer wanted', () => {
    const { server, stream } = listen()
    server.stop()
    stream.close()
    server.start()
    vi.advanceTimersByTime(10_000)
    expect(server.holding()).toBe(0)
  })
})
