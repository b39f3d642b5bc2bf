import { describe, expect, it } from 'vitest'
import { formCompletion } from './form-completion.ts'

describe('how much of the form was filled in', () => {
  it('counts the fields the form showed', () => {
    expect(formCompletion({ fieldsTotal: 8, fieldsCompleted: 8, optionalPresent: [] })).toBe('all')
    expect(formCompletion({ fieldsTotal: 8, fieldsCompleted: 7, optionalPresent: [true, true] })).toBe(
      'required',
    )
    expect(formCompletion({ fieldsTotal: 3, fieldsCompleted: 3, optionalPresent: [false] })).toBe('all')
  })

  it('looks at the optional fields where the form does not count', () => {
    expect(formCompletion({ optionalPresent: [true, true, true] })).toBe('all')
    expect(formCompletion({ fieldsTotal: null, fieldsCompleted: 4, optionalPresent: [true, false] })).toBe(
      'required',
    )
    expect(formCompletion({ optionalPresent: [] })).toBe('required')
  })

  it('does not believe counts that cannot be', () => {
    for (const [fieldsTotal, fieldsCompleted] of [
      [5, 6],
      [0, 0],
      [-1, -1],
      [5, 2.5],
      [Number.NaN, 1],
    ] as const)
      expect(formCompletion({ fieldsTotal, fieldsCompleted, optionalPresent: [true] })).toBe('all')
  })
})
