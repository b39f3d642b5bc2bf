import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanSubmission } from './clean-submission.ts'
import { fitsIn, textTrouble } from './clean-text.ts'

const divya = { firstName: ' Divya ', lastName: 'Rao', email: 'D@ACME.in' }

describe('cleaning a submission', () => {
  it('cleans every field and writes what is empty as nothing', () => {
    expect(
      cleanSubmission({ ...divya, company: ' Orchid  Steel ', message: 'Hi\r\nthere', urgency: '  ' }),
    ).toEqual({
      kind: 'clean',
      submission: {
        firstName: 'Divya',
        lastName: 'Rao',
        email: { kind: 'valid', email: 'D@acme.in', lookup: 'd@acme.in', domain: 'acme.in' },
        phone: null,
        company: 'Orchid Steel',
        serviceInterest: null,
        urgency: null,
        budgetRange: null,
        timeline: null,
        message: 'Hi\nthere',
      },
    })
  })

  it('names the field that is missing, also when it only looks filled in', () => {
    expect(cleanSubmission({ ...divya, firstName: undefined })).toEqual({
      kind: 'refused',
      field: 'contact.firstName',
      reason: 'required',
    })
    expect(cleanSubmission({ ...divya, lastName: '\u200f \u200b' })).toMatchObject({
      field: 'contact.lastName',
      reason: 'required',
    })
  })

  it('names the field that is no e-mail address', () => {
    expect(cleanSubmission({ ...divya, email: 'acme.in' })).toEqual({
      kind: 'refused',
      field: 'contact.email',
      reason: 'invalid_email',
    })
  })

  it('refuses NUL and broken characters instead of guessing', () => {
    expect(cleanSubmission({ ...divya, company: 'Orchid\u0000' })).toMatchObject({
      field: 'contact.company',
      reason: 'unreadable',
    })
    expect(cleanSubmission({ ...divya, message: '\ud800' })).toMatchObject({
      field: 'lead_details.message',
      reason: 'unreadable',
    })
  })

  it('refuses what is longer than its field, counted in characters', () => {
    expect(cleanSubmission({ ...divya, urgency: 'x'.repeat(51) })).toMatchObject({
      field: 'lead_details.urgency',
      reason: 'too_long',
    })
    expect(cleanSubmission({ ...divya, firstName: '😀'.repeat(100) }).kind).toBe('clean')
    expect(cleanSubmission({ ...divya, message: 'x'.repeat(1_000_000) })).toMatchObject({
      reason: 'too_long',
    })
  })

  it('never throws, and what it lets through can be stored', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(null, undefined, 'plain'),
    )
    fc.assert(
      fc.property(typed, typed, typed, typed, (firstName, lastName, company, message) => {
        const outcome = cleanSubmission({ ...divya, firstName, lastName, company, message })
        if (outcome.kind === 'refused') return
        const { submission } = outcome
        for (const text of [
          submission.firstName,
          submission.lastName,
          submission.company ?? '',
          submission.message ?? '',
        ])
          expect(textTrouble(text)).toBeUndefined()
        expect(fitsIn(submission.firstName, 100)).toBe(true)
      }),
    )
  })
})
