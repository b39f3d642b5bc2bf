import { expect, test } from 'vitest'
import { openRepeatOffenders } from './repeat-offenders.ts'

const MINUTE = 60_000

test('each further time over the limit doubles the block: 1, 2, 4, 8, then 15 minutes', () => {
  const offenders = openRepeatOffenders()
  let now = 0
  const blocks = []
  for (let i = 0; i < 7; i++) {
    const until = offenders.punish('a', now)
    blocks.push((until - now) / MINUTE)
    now = until + 1
  }
  expect(blocks).toEqual([1, 2, 4, 8, 15, 15, 15])
})

test('who keeps to the limit for a quarter of an hour after a block begins anew', () => {
  const offenders = openRepeatOffenders()
  expect(offenders.punish('a', 0)).toBe(MINUTE)
  expect(offenders.punish('a', 16 * MINUTE)).toBe(18 * MINUTE)
  expect(offenders.punish('a', 33 * MINUTE + 1)).toBe(34 * MINUTE + 1)
})

test('a block holds until its end, and for one address only', () => {
  const offenders = openRepeatOffenders()
  expect(offenders.blockedUntil('a', 0)).toBeNull()
  offenders.punish('a', 0)
  expect(offenders.blockedUntil('a', MINUTE - 1)).toBe(MINUTE)
  expect(offenders.blockedUntil('a', MINUTE)).toBeNull()
  expect(offenders.blockedUntil('b', 1)).toBeNull()
})
