import { expect, it } from 'vitest'
import { isDatabaseAway } from './is-database-away.ts'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more })

it('knows a database that is away by its codes, its words, and inside other errors', () => {
  for (const code of ['ECONNREFUSED', '57P01', '57P03', '08006', '53300'])
    expect(isDatabaseAway(withCode(code))).toBe(true)
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isDatabaseAway(new Error('database "x" is not currently accepting connections'))).toBe(true)
  expect(isDatabaseAway(new Error('outer', { cause: withCode('ECONNRESET') }))).toBe(true)
  expect(isDatabaseAway(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true)
})

it('takes no other error for it', () => {
  for (const code of ['23505', '42501', '40001']) expect(isDatabaseAway(withCode(code))).toBe(false)
  expect(isDatabaseAway(new Error('the lead is gone'))).toBe(false)
  expect(isDatabaseAway('57P01')).toBe(false)
})
