import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { trackerScript } from './bundle-tracker.ts'

const LARGEST = 6 * 1024

test('the script weighs at most 6 KB as it travels', async () => {
  const { plain, gzip } = await trackerScript()
  expect(gzip.length).toBeLessThanOrEqual(LARGEST)
  expect(gzipSync(plain, { level: 6 }).length).toBeLessThanOrEqual(LARGEST)
})

test('the script needs no leave of a security policy: it evaluates nothing, adds no markup and loads nothing', async () => {
  const text = (await trackerScript()).plain.toString()
  expect(text).not.toMatch(/\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write/)
  expect(text).not.toMatch(/createElement\((["'`])(?:script|link|img|iframe)\1\)|import\(|\bcookie\b/)
  expect(text).not.toMatch(/https?:\/\//)
})

test('the script is made once per process', async () => {
  expect(await trackerScript()).toBe(await trackerScript())
})
