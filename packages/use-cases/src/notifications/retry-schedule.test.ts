import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedCalls } from './circuit-breaker.ts'
import { RETRY_WAITS, settle } from './retry-schedule.ts'

const fault = { kind: 'retry_backoff', status: 500, reason: 'http 500' } as const
const tried = { now: 1_000_000, chance: 0.5, canPause: true }

describe('a try that failed', () => {
  it('for the second time is made again after 30 seconds', () => {
    expect(settle({ ...tried, outcome: fault, tries: 2 })).toEqual({
      state: 'pending',
      at: 1_030_000,
      reason: 'http 500',
    })
  })

  it('is made again within a fifth of its wait, earlier or later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, chance) => {
          const next = settle({ ...tried, outcome: fault, tries, chance })
          const wait = RETRY_WAITS[tries - 1]!
          if (next.state !== 'pending') throw new Error('given up too early')
          expect(next.at - tried.now).toBeGreaterThanOrEqual(wait * 0.8 - 1)
          expect(next.at - tried.now).toBeLessThanOrEqual(wait * 1.2 + 1)
        },
      ),
    )
  })

  it('for the fifth time is given up', () => {
    expect(settle({ ...tried, outcome: fault, tries: 5 }).state).toBe('dead')
  })

  it('because the data was refused is given up at once', () => {
    const outcome = { kind: 'rejected', status: 400, reason: 'invalid_blocks' } as const
    expect(settle({ ...tried, outcome, tries: 1 })).toEqual({ state: 'dead', reason: 'invalid_blocks' })
  })

  it('is made no earlier than the other side allows', () => {
    const outcome = { kind: 'retry_after', status: 429, ms: 90_000, reason: 'http 429' } as const
    expect(settle({ ...tried, outcome, tries: 1 })).toMatchObject({ at: 1_090_000 })
    expect(settle({ ...tried, outcome: { ...outcome, ms: 1_000 }, tries: 1 })).toMatchObject({
      at: 1_005_000,
    })
  })

  it('because nobody could sign in waits for a person where a person can mend it', () => {
    const outcome = { kind: 'auth_broken', status: 404, reason: 'no_service' } as const
    expect(settle({ ...tried, outcome, tries: 1 }).state).toBe('paused')
    expect(settle({ ...tried, outcome, tries: 1, canPause: false }).state).toBe('pending')
  })
})

describe('a connection', () => {
  const calm = { calls: 12, failures: 5, inFlight: 3, sinceLast: 100 }

  it('takes everything while most calls succeed, and while there were few', () => {
    expect(allowedCalls(calm, 7)).toBe(7)
    expect(allowedCalls({ ...calm, calls: 9, failures: 9 }, 7)).toBe(7)
  })

  it('of which half the calls fail takes one call, five seconds after the last', () => {
    expect(allowedCalls({ ...calm, failures: 6 }, 7)).toBe(0)
    expect(allowedCalls({ ...calm, failures: 6, inFlight: 0, sinceLast: 2_000 }, 7)).toBe(0)
    expect(allowedCalls({ ...calm, failures: 6, inFlight: 0, sinceLast: 5_000 }, 7)).toBe(1)
  })
})
