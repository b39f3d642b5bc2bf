import { type Grade, SCORE_BANDS, type ScoreBand, type Temperature } from './lists.ts'

const temperatures = { A: 'hot', B: 'warm', C: 'cold', D: 'nurture' } as const satisfies Record<
  Grade,
  Temperature
>

/** `temperatureOf('A')` is `'hot'`. */
export const temperatureOf = (grade: Grade): Temperature => temperatures[grade]

/** The least and the most points of each bar of the histogram, both included. */
export const scoreBands: readonly { band: ScoreBand; from: number; to: number }[] = SCORE_BANDS.map(
  (band) => {
    const [from, to] = band.split('-').map(Number)
    return { band, from: from!, to: to! }
  },
)

/** `bandOf(20)` is `'0-20'`, `bandOf(21)` is `'21-40'`. */
export const bandOf = (points: number): ScoreBand =>
  scoreBands.find(({ to }) => points <= to)?.band ?? '81-100'
