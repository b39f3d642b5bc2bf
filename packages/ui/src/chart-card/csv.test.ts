import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('a name that a spreadsheet would run as a formula is only a name', () => {
  expect(toCsv(['Source'], [['=1+1'], ['@x'], ['-2']])).toBe("Source\r\n'=1+1\r\n'@x\r\n'-2")
})

test('numbers stay numbers, also negative ones, and unknown is empty', () => {
  expect(toCsv(['Change', 'Leads'], [[-4, null]])).toBe('Change,Leads\r\n-4,')
})

test('commas, quotes and line breaks do not break a row', () => {
  expect(toCsv(['Name'], [['Marlow, "Sons"\nLtd']])).toBe('Name\r\n"Marlow, ""Sons""\nLtd"')
})
