import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaptureBody } from './capture-body.ts'
import { isPlainCapture } from './plain-capture.ts'

const plain = {
  campaign_id: 'spring-offer',
  source: 'modal',
  contact: { firstName: 'Divya', lastName: 'Rao', email: 'divya@acme.example', phone: null },
  lead_details: { message: 'Two\nlines', urgency: 'High' },
  tracking: { visitor_id: 'v1', utm_source: 'google' },
  form_metadata: { consent_given: true, timestamp: '2026-03-02T10:00:00Z', seconds_since_render: 12.5 },
  behavior: { time_on_page_seconds: 125, fields_total: 10, fields_completed: 10 },
}

const values = fc.oneof(
  fc.constantFrom(undefined, null, true, 0, -1, 1.5, 1e9, 1e10, 'a', '\u0000', '\ud800', [], {}),
  fc.constantFrom(
    '2026-03-02',
    '2026-03-02T10:00:00+05:30',
    'x'.repeat(99),
    '😀'.repeat(60),
    'x'.repeat(20_000),
  ),
)
const places = Object.entries(CaptureBody.shape).flatMap(([key, block]) => {
  const inner = 'shape' in block ? block : 'unwrap' in block ? block.unwrap().unwrap() : null
  const names = inner && 'shape' in inner ? [...Object.keys(inner.shape), 'other', '__proto__'] : []
  return [[key], ...names.map((name) => [key, name])]
})

const withValue = (path: readonly string[], value: unknown): unknown => {
  const copy = JSON.parse(JSON.stringify(plain)) as Record<string, unknown>
  const [first = '', second] = path
  const target = (second === undefined ? copy : (copy[first] ?? {})) as Record<string, unknown>
  Object.defineProperty(target, second ?? first, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
  return copy
}

describe('a submission that needs nothing', () => {
  it('is seen as one', () => {
    expect(isPlainCapture(plain)).toBe(true)
  })

  it('is read by the schema as it is, whatever is put in any of its places', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), values, (path, value) => {
        const body = withValue(path, value)
        if (!isPlainCapture(body)) return
        const read = CaptureBody.safeParse(body)
        expect(read.success).toBe(true)
        expect(read.data).toEqual(body)
      }),
      { numRuns: 3000 },
    )
  })

  it('is not one that the schema refuses, nor one with a key that nobody knows', () => {
    expect(isPlainCapture({ ...plain, other: 1 })).toBe(false)
    expect(isPlainCapture({ ...plain, contact: { ...plain.contact, email: 5 } })).toBe(false)
    expect(isPlainCapture({ ...plain, contact: { firstName: 'Divya' } })).toBe(false)
    expect(isPlainCapture({ ...plain, source: undefined })).toBe(false)
    expect(isPlainCapture({ ...plain, behavior: { fields_total: 1.5 } })).toBe(false)
    expect(isPlainCapture({ ...plain, form_metadata: { timestamp: 'yesterday' } })).toBe(false)
    expect(isPlainCapture([plain])).toBe(false)
  })
})
