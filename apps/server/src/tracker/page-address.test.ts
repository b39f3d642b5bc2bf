// @vitest-environment happy-dom
import { CLICK_IDS } from '@tributary/contracts'
import { expect, test } from 'vitest'
import { bareAddress } from './page-address.ts'

test.each([
  [
    'https://a.example/x?utm_source=google&email=me@a.example&gclid=1#top',
    'https://a.example/x?utm_source=google&gclid=1',
  ],
  ['https://a.example/reset?token=secret', 'https://a.example/reset'],
  ['https://user:pass@a.example/', 'https://a.example/'],
  ['https://a.example/?utm_source=', 'https://a.example/'],
  ['https://a.example/?UTM_SOURCE=x', 'https://a.example/'],
  ['not an address', ''],
])('of %s only %s is told', (address, told) => {
  expect(bareAddress(address)).toBe(told)
})

test.each(CLICK_IDS)('the click id %s is told, as the server reads it', (name) => {
  expect(bareAddress(`https://a.example/?${name}=1&other=2`)).toBe(`https://a.example/?${name}=1`)
})
