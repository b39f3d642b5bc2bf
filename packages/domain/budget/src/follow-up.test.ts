import { expect, it } from 'vitest'
import { campaignFigures } from './figures.ts'
import { followUp, isDue } from './follow-up.ts'

const figures = (revenue: number, cost: number) =>
  campaignFigures([{ campaign: 'a', cost, revenue, leads: 2, impressions: 0, clicks: 0 }])[0]!
const day = 86_400_000

it('shows advice again on the fourteenth day, not before', () => {
  expect(isDue(0, 14 * day)).toBe(true)
  expect(isDue(0, 14 * day - 1)).toBe(false)
})

it('says by how much a ratio moved since the decision', () => {
  const { roas, clickRate } = followUp(figures(200, 100), figures(300, 100))
  expect(roas.change).toBe(0.5)
  expect(clickRate.change).toBeNull()
})

it('does not compare with nothing', () => {
  expect(followUp(figures(0, 100), figures(300, 100)).roas.change).toBeNull()
  expect(followUp(figures(5, 0), figures(300, 100)).roas).toMatchObject({
    before: { kind: 'not_enough_data', why: 'no_cost' },
    change: null,
  })
})
