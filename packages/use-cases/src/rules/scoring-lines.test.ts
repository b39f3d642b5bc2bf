import { standardScoringRules } from '@tributary/scoring'
import { describe, expect, it } from 'vitest'
import { presentScoring } from './scoring-lines.ts'

describe('the points table', () => {
  const table = presentScoring(standardScoringRules)

  it('shows every rule once, under its group, with the most it can earn', () => {
    const rules = table.groups.flatMap((group) => group.rules)
    expect(rules).toHaveLength(10)
    for (const { best, lines } of rules) expect(Math.max(...lines.map(({ points }) => points))).toBe(best)
  })

  it('adds up to a hundred', () => {
    expect(table.groups.reduce((sum, { cap }) => sum + cap, 0)).toBe(100)
    expect(table.grades).toEqual([
      { grade: 'A', from: 80 },
      { grade: 'B', from: 60 },
      { grade: 'C', from: 40 },
      { grade: 'D', from: 0 },
    ])
  })

  it('writes times as people say them', () => {
    const time = table.groups.flatMap(({ rules }) => rules).find(({ rule }) => rule === 'time-on-page')
    expect(time?.lines.map(({ when }) => when)).toEqual([
      'More than 3 min',
      'From 1 min on',
      'Less, or not measured',
    ])
  })
})
