import { describe, expect, it } from 'vitest'
import { type ScoringRules, standardScoringRules } from './rules.ts'
import { validateScoringRules } from './validate-rules.ts'

const { points, caps, grades } = standardScoringRules
const fieldsWrong = (edit: Partial<ScoringRules>) =>
  validateScoringRules({ ...standardScoringRules, ...edit }).map(
    ({ field, problem }) => `${field} ${problem}`,
  )

describe('rules before they are published', () => {
  it('the standard rules are fit, and their groups can earn exactly 100', () => {
    expect(validateScoringRules(standardScoringRules)).toEqual([])
    expect(caps.contact + caps.intent + caps.behaviour + caps.source).toBe(100)
  })

  it('points that are not whole numbers from 0 to 100 are named by their path', () => {
    expect(fieldsWrong({ points: { ...points, phone: 2.5 } })).toEqual(['points.phone not-a-whole-number'])
    expect(fieldsWrong({ points: { ...points, budget: -5 } })).toEqual(['points.budget not-a-whole-number'])
    expect(fieldsWrong({ points: { ...points, company: 101 } })).toEqual(['points.company above-100'])
    expect(fieldsWrong({ points: { ...points, channel: { ...points.channel, email: Number.NaN } } })).toEqual(
      ['points.channel.email not-a-whole-number'],
    )
  })

  it('a channel without points is missed', () => {
    const { referral: _, ...others } = points.channel
    const channel = others as ScoringRules['points']['channel']
    expect(fieldsWrong({ points: { ...points, channel } })).toEqual([
      'points.channel.referral not-a-whole-number',
    ])
  })

  it('long visits may begin after more than 100 seconds, but not before short ones', () => {
    expect(
      fieldsWrong({ points: { ...points, timeOnPage: { ...points.timeOnPage, longOver: 600 } } }),
    ).toEqual([])
    expect(
      fieldsWrong({ points: { ...points, timeOnPage: { ...points.timeOnPage, longOver: 30 } } }),
    ).toEqual(['points.timeOnPage.longOver out-of-order'])
  })

  it('a better fact must not earn less than a worse one', () => {
    expect(fieldsWrong({ points: { ...points, urgency: { ...points.urgency, low: 12 } } })).toEqual([
      'points.urgency.medium out-of-order',
    ])
    expect(
      fieldsWrong({ points: { ...points, emailKind: { ...points.emailKind, disposable: 16 } } }),
    ).toEqual(['points.emailKind.business out-of-order'])
  })

  it('caps add up to 100', () => {
    expect(fieldsWrong({ caps: { ...caps, source: 20 } })).toEqual(['caps caps-not-100'])
  })

  it('grades fall from A to C, and D is what is below', () => {
    expect(fieldsWrong({ grades: { ...grades, B: 80 } })).toEqual(['grades.A out-of-order'])
    expect(fieldsWrong({ grades: { ...grades, C: 70 } })).toEqual(['grades.B out-of-order'])
    expect(fieldsWrong({ grades: { ...grades, C: 0 } })).toEqual(['grades.C out-of-order'])
  })

  it('says in words what is wrong', () => {
    expect(validateScoringRules({ ...standardScoringRules, caps: { ...caps, source: 20 } })).toEqual([
      { field: 'caps', problem: 'caps-not-100', message: 'the caps must add up to 100, not 105' },
    ])
  })
})
