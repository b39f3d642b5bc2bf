import { type Random, seededRandom } from '@tributary/kernel'
import { describe, expect, it } from 'vitest'
import { compileRouting } from './compile-routing.ts'
import { decideRoute } from './decide-route.ts'
import { applyDecision, openState } from './routing-state.ts'
import { lead, MONDAY_TEN, measured, member, noLoad, teamOf, toEveryone } from './testing.ts'

/** How availability changes from one lead to the next. */
type Weather = (up: boolean[], random: Random, arrival: number) => void

const coins =
  (probability: number): Weather =>
  (up, random) => {
    for (let i = 0; i < up.length; i++) up[i] = random.chance(probability)
  }

const comingAndGoing: Weather = (up, random) => {
  for (let i = 0; i < up.length; i++) if (random.chance(0.03)) up[i] = !up[i]
}

const shifts: Weather = (up, _, arrival) => {
  for (let i = 0; i < up.length; i++) up[i] = (arrival / 50 + (i * 24) / up.length) % 24 < 9
}

const specialities: Weather = (up, random) => {
  const speciality = 1 << random.below(3)
  for (let i = 0; i < up.length; i++) up[i] = ((((i * 5) % 7) + 1) & speciality) !== 0
}

/**
 * The deviation counted independently of the shares kept: each lead is worth w / (sum of w available) to everyone
 * available. Availability is set through capacity: 0 leads for those who are away.
 */
const furthestUnder = (weather: Weather, seed: number, arrivals: number): number => {
  const random = seededRandom(seed, 'availability')
  const size = 2 + random.below(19)
  const members = Array.from({ length: size }, (_, i) =>
    member(`m${i}`, { weight: random.pick([1, 1, 1, 2, 3, 7]), capacity: 1 }),
  )
  const routing = compileRouting(teamOf(members), toEveryone)
  const state = openState(routing, noLoad)
  const up = members.map(() => true)
  const owed = members.map(() => 0)
  let most = 0
  for (let t = 0; t < arrivals; t++) {
    weather(up, random, t)
    up.forEach((isUp, i) => {
      state.open[i] = isUp ? 0 : 1
    })
    const decision = decideRoute(routing, state, lead(), MONDAY_TEN)
    applyDecision(routing, state, decision)
    const total = members.reduce((sum, { weight }, i) => sum + (up[i] ? weight : 0), 0)
    if (total === 0) {
      expect(decision.outcome).toEqual({ kind: 'nobody', reason: 'nobody-available' })
      continue
    }
    expect(up[decision.member]).toBe(true)
    members.forEach(({ weight }, i) => {
      if (up[i]) owed[i] = (owed[i] ?? 0) + weight / total - (i === decision.member ? 1 : 0)
      most = Math.max(most, Math.abs(owed[i] ?? 0))
    })
  }
  return most
}

describe('fairness while people come and go', () => {
  const weathers: Record<string, Weather> = {
    'a coin of 0.2 per person and lead': coins(0.2),
    'a coin of 0.5': coins(0.5),
    'a coin of 0.8': coins(0.8),
    'coming and going': comingAndGoing,
    'shifts round the clock': shifts,
    'three specialities': specialities,
  }
  for (const [name, weather] of Object.entries(weathers))
    it(`stays within two leads of the share of those available, and only they get leads: ${name}`, () => {
      let most = 0
      for (let seed = 0; seed < 12; seed++) most = Math.max(most, furthestUnder(weather, seed, 3000))
      measured(`fairness, ${name}: at most ${most.toFixed(3)} leads from the weighted share`)
      expect(most).toBeLessThanOrEqual(2)
    })
})
