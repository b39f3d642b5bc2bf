import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareInterval } from './base-rate.ts'
import { briefFeatureSpecs, briefFeatures } from './brief-features.ts'
import { calibrate } from './calibrate.ts'
import { isNoWorse } from './is-no-worse.ts'
import { logitOf, sigmoid } from './logistic.ts'
import { areaUnderCurve, brierScore } from './metrics.ts'
import { reliabilityOf, winsBand } from './reliability.ts'
import { examplesOf, plantedDeals } from './testing.ts'
import { trainWinModel } from './train-win-model.ts'

const told = (probability: number, won: boolean) => ({ logit: logitOf(probability), won })

describe('judging probabilities', () => {
  it('area under the curve counts ties half: 0.1 lost, 0.4 won, 0.4 lost, 0.8 won is 0.875', () => {
    expect(areaUnderCurve([told(0.1, false), told(0.4, true), told(0.4, false), told(0.8, true)])).toBe(0.875)
    expect(areaUnderCurve([told(0.1, true)])).toBeNull()
  })

  it('area under the curve equals the share of pairs in the right order', () => {
    const row = fc.record({ logit: fc.integer({ min: -3, max: 3 }), won: fc.boolean() })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        const pairs = rows.flatMap((a) =>
          rows.filter((b) => a.won && !b.won).map((b) => Math.sign(a.logit - b.logit)),
        )
        const share = pairs.reduce<number>((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length
        if (pairs.length === 0) expect(areaUnderCurve(rows)).toBeNull()
        else expect(areaUnderCurve(rows)).toBeCloseTo(share, 12)
      }),
    )
  })

  it('Brier: 0.8 won and 0.4 lost is 0.1', () => {
    expect(brierScore([told(0.8, true), told(0.4, false)])).toBeCloseTo(0.1, 12)
  })

  it('ten deals at even odds: nine times in ten 2 to 8 are won', () => {
    expect(winsBand(Array.from({ length: 10 }, () => 0.5))).toEqual({ low: 2, high: 8 })
  })

  it('10 won of 40: the share lies between 15.57 and 37.60 %', () => {
    const { low, high } = shareInterval(10, 40)
    expect(low).toBeCloseTo(0.1557, 4)
    expect(high).toBeCloseTo(0.376, 4)
  })

  it('a true teller stays in the band nine times in ten and near the error that chance alone makes', () => {
    const random = seededRandom(1, 'true teller')
    let [within, bins, error, expected] = [0, 0, 0, 0]
    for (let run = 0; run < 40; run++) {
      const rows = Array.from({ length: 400 }, () => {
        const p = 0.05 + 0.9 * random.next()
        return told(p, random.chance(p))
      })
      const reliability = reliabilityOf(rows)
      within += reliability.bins.filter(({ won, low, high }) => won >= low && won <= high).length
      bins += reliability.bins.length
      error += reliability.error / 40
      expected += reliability.errorIfPerfect / 40
    }
    expect(within / bins).toBeGreaterThan(0.87)
    expect(error / expected).toBeGreaterThan(0.85)
    expect(error / expected).toBeLessThan(1.15)
  })

  it('calibration takes back what was told too surely, and lets the truth alone', () => {
    const random = seededRandom(2, 'braggart')
    const truths = Array.from({ length: 4000 }, () => random.normal())
    const bragging = truths.map((z) => ({ logit: 2 * z + 0.5, won: random.chance(sigmoid(z)) }))
    const { shift, slope } = calibrate(bragging)
    expect(slope).toBeCloseTo(0.5, 1)
    expect(shift).toBeCloseTo(-0.25, 0)
    const honest = calibrate(truths.map((z) => ({ logit: z, won: random.chance(sigmoid(z)) })))
    expect(Math.abs(honest.slope - 1)).toBeLessThan(0.1)
  })
})

describe('a new model', () => {
  const all = examplesOf(plantedDeals(41, 2000))
  const [past, newest] = [all.slice(0, 1500), all.slice(1500)]
  const random = seededRandom(3, 'noise')
  const honest = trainWinModel(past)
  const spoilt = trainWinModel(past.map((example) => ({ ...example, won: random.chance(0.5) })))

  it('goes live only if it is no worse on the newest slice', () => {
    expect(isNoWorse(honest, spoilt, newest)).toMatchObject({ noWorse: true, rows: 500, newToCandidate: 500 })
    expect(isNoWorse(spoilt, honest, newest).noWorse).toBe(false)
    expect(isNoWorse(honest, honest, newest).noWorse).toBe(true)
  })

  it('goes live where there is none, and beats an abstaining one only by foretelling better', () => {
    expect(isNoWorse(honest, null, newest).noWorse).toBe(true)
    const abstaining = trainWinModel(past.slice(0, 60))
    expect(isNoWorse(honest, abstaining, newest).noWorse).toBe(true)
    expect(isNoWorse(abstaining, honest, newest).noWorse).toBe(false)
  })

  it('tells how many rows of the slice each model had seen', () => {
    expect(isNoWorse(trainWinModel(all), honest, newest)).toMatchObject({
      newToCandidate: 0,
      newToCurrent: 500,
    })
  })
})

describe('the five features of the brief', () => {
  it('value in thousands, industry a category, stage before the close', () => {
    const deal = {
      touchpoints: 2,
      campaignSpend: 5000,
      industry: 'Healthcare',
      stage: 'Opportunity',
      dealValue: 25_000,
    } as const
    expect(briefFeatures(deal)).toEqual({
      num_touchpoints: 2,
      campaign_spend: 5000,
      industry: 'Healthcare',
      stage: 'Opportunity',
      deal_value: 25,
    })
    expect(briefFeatureSpecs.map(({ name }) => name)).toEqual(Object.keys(briefFeatures(deal)))
  })

  it('refuses a stage that holds the outcome', () => {
    const deal = { touchpoints: 1, campaignSpend: null, industry: null, stage: 'Won', dealValue: null }
    expect(() => briefFeatures(deal as never)).toThrow('it would tell the outcome')
  })
})
