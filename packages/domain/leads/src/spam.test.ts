import { describe, expect, it } from 'vitest'
import { countLinks, judgeSubmission } from './spam.ts'

describe('telling people from machines', () => {
  it('who fills in the invisible field is a machine', () => {
    expect(judgeSubmission({ honeypotFilled: true, secondsSinceRender: 60 })).toEqual({
      kind: 'spam',
      reason: 'honeypot',
    })
  })

  it('who is done in less than three seconds is a machine', () => {
    expect(judgeSubmission({ honeypotFilled: false, secondsSinceRender: 2.9 })).toEqual({
      kind: 'spam',
      reason: 'too_fast',
    })
    expect(judgeSubmission({ honeypotFilled: false, secondsSinceRender: 3 })).toEqual({ kind: 'ok' })
  })

  it('a caller without a form, or with a clock that is ahead, is not judged by time', () => {
    for (const secondsSinceRender of [undefined, null, -5, Number.NaN])
      expect(judgeSubmission({ honeypotFilled: false, secondsSinceRender })).toEqual({ kind: 'ok' })
  })

  it('a person may send five links, six are advertising', () => {
    expect(judgeSubmission({ honeypotFilled: false, linkCount: 5 })).toEqual({ kind: 'ok' })
    expect(judgeSubmission({ honeypotFilled: false, linkCount: 6 })).toEqual({
      kind: 'spam',
      reason: 'link_flood',
    })
  })

  it('counts links however they are written', () => {
    expect(countLinks('see https://a.example and www.b.example')).toBe(2)
    expect(countLinks('HTTP://A.example [url=c.example]c[/url]')).toBe(2)
    expect(countLinks('awww. that is sweet')).toBe(0)
  })
})
