import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvNumber } from './csv-number.ts'
import { didYouMean, nearNames } from './near-names.ts'

it('reads what files write as numbers', () => {
  expect(['7', '12', '-0.5', '1e-7', ' 3 ', '.5', '+2', '0'].map(csvNumber)).toEqual([
    7, 12, -0.5, 1e-7, 3, 0.5, 2, 0,
  ])
})

it('takes nothing else for a number', () => {
  const others = [
    '',
    ' ',
    '\t\n',
    '1,5',
    '0x10',
    '0b11',
    '0o7',
    'Infinity',
    '-Infinity',
    '1e999',
    'NaN',
    '1 000',
    '12a',
    'x',
  ]
  for (const other of others) expect([other, csvNumber(other)]).toEqual([other, Number.NaN])
})

it('reads every double back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(csvNumber(String(number)) === number).toBe(true)
    }),
  )
})

it('names what a person may have meant', () => {
  expect(nearNames('intervalls', ['input', 'intervals', 'order'])).toEqual(['intervals'])
  expect(nearNames('ordre', ['input', 'order'])).toEqual(['order'])
  expect(nearNames('zzz', ['input', 'order'])).toEqual([])
  expect(didYouMean('ordr', ['order'], '--')).toBe(' Did you mean "--order"?')
})
