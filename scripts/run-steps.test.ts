import { describe, expect, test } from 'vitest'
import { describeResult, type StepResult, summarise } from './run-steps.ts'

const result = (changes: Partial<StepResult>): StepResult => ({
  name: 'unit',
  ok: true,
  seconds: 1.25,
  passed: 0,
  failed: 0,
  note: '',
  ...changes,
})

describe('the report of a run', () => {
  test('the last line adds up the tests of all steps', () => {
    expect(summarise([result({ passed: 100 }), result({ ok: false, passed: 20, failed: 3 })])).toBe(
      '120 passed, 3 failed',
    )
  })

  test('a run without tests says so', () => {
    expect(summarise([result({ name: 'format' })])).toBe('0 passed, 0 failed')
  })

  test('each step is named with its result, its time and what went wrong', () => {
    const line = describeResult(result({ ok: false, failed: 2, passed: 5, note: 'exit 1' }))
    expect(line).toMatch(/^FAILED +1\.3 s +unit +5 passed, 2 failed; exit 1$/)
  })
})
