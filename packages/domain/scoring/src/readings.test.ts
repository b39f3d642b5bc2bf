import { describe, expect, it } from 'vitest'
import { GRADES, SCORE_BANDS } from './lists.ts'
import { gradeOf } from './points.ts'
import { bandOf, scoreBands, temperatureOf } from './readings.ts'

describe('readings of a score', () => {
  it.each([
    [100, 'A'],
    [80, 'A'],
    [79, 'B'],
    [60, 'B'],
    [59, 'C'],
    [40, 'C'],
    [39, 'D'],
    [0, 'D'],
  ] as const)('%i points are grade %s', (points, grade) => {
    expect(gradeOf(points)).toBe(grade)
  })

  it('A is hot, B is warm, C is cold and D is for nurturing', () => {
    expect(GRADES.map(temperatureOf)).toEqual(['hot', 'warm', 'cold', 'nurture'])
  })

  it('the histogram has five bars from 0 to 100 without a gap', () => {
    expect(scoreBands.map(({ from, to }) => [from, to])).toEqual([
      [0, 20],
      [21, 40],
      [41, 60],
      [61, 80],
      [81, 100],
    ])
  })

  it('every score has exactly the bar that includes it', () => {
    for (let points = 0; points <= 100; points++) {
      const including = scoreBands.filter(({ from, to }) => from <= points && points <= to)
      expect(including.map(({ band }) => band)).toEqual([bandOf(points)])
    }
    expect([bandOf(0), bandOf(20), bandOf(21), bandOf(80), bandOf(81), bandOf(100)]).toEqual([
      SCORE_BANDS[0],
      SCORE_BANDS[0],
      SCORE_BANDS[1],
      SCORE_BANDS[3],
      SCORE_BANDS[4],
      SCORE_BANDS[4],
    ])
  })
})
