import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateWin } from './estimate-win.ts'
import type { WinExample } from './features.ts'
import { logitOf } from './logistic.ts'
import { meanLogLoss } from './metrics.ts'
import { examplesOf, PLANTED, plantedDeals } from './testing.ts'
import { trainWinModel } from './train-win-model.ts'
import type { WinModel } from './win-model.ts'

const probabilityOf = (model: WinModel, { features }: WinExample): number => {
  const estimate = estimateWin(model, features)
  if (estimate.kind !== 'estimate') throw new Error('the model abstains')
  return estimate.probability
}

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const random = seededRandom(seed, 'shuffle')
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

const twelveThousand = plantedDeals(11, 12_000)
const large = trainWinModel(examplesOf(twelveThousand), { shapes: ['plain'] })

describe('training on closed deals', () => {
  it('recovers planted weights: each within four standard errors, and within 0.1', () => {
    const { fit } = large
    if (!fit) throw new Error('the model abstains')
    const weightOf = (feature: string): number => {
      const term = fit.terms.find((one) => one.feature === feature)
      if (term?.kind !== 'numeric') throw new Error('no such number')
      return (fit.calibration.slope * fit.weights[term.column]!) / term.deviation
    }
    expect(Math.abs(weightOf('touches') - PLANTED.touches)).toBeLessThan(4 * 0.016)
    expect(Math.abs(weightOf('size') - PLANTED.size)).toBeLessThan(4 * 0.022)
    expect(Math.abs(weightOf('noise'))).toBeLessThan(4 * 0.02)
    const industry = fit.terms.find((one) => one.feature === 'industry')
    if (industry?.kind !== 'category') throw new Error('no such category')
    const at = (level: string): number => fit.weights[industry.column + industry.levels.indexOf(level)]!
    for (const level of ['bank', 'health', 'it', 'retail'] as const)
      expect(Math.abs(fit.calibration.slope * (at(level) - at('build')) - PLANTED[level])).toBeLessThan(0.25)
  })

  it('5,000 deals are enough for a mean distance below 0.03 from the true probability, inside the interval most of the time', () => {
    let [distance, inside, count] = [0, 0, 0]
    for (const seed of [1, 2, 3, 4]) {
      const model = trainWinModel(examplesOf(plantedDeals(seed, 5000)))
      for (const { example, truth } of plantedDeals(seed + 100, 500)) {
        const estimate = estimateWin(model, example.features)
        if (estimate.kind !== 'estimate') throw new Error('the model abstains')
        distance += Math.abs(estimate.probability - truth)
        if (estimate.low <= truth && truth <= estimate.high) inside++
        count++
      }
    }
    expect(distance / count).toBeLessThan(0.03)
    expect(inside / count).toBeGreaterThan(0.8)
    expect(inside / count).toBeLessThan(0.99)
  }, 30_000)

  it('stands at its exact optimum', () => {
    expect(large.fit?.gradient).toBeLessThan(1e-8)
  })

  it('is the same model, byte for byte, in whatever order the deals are handed over', () => {
    const deals = examplesOf(plantedDeals(5, 160)).map((example, i) => ({
      ...example,
      closedAt: example.closedAt - (i % 3),
    }))
    const model = JSON.stringify(trainWinModel(deals))
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(JSON.stringify(trainWinModel(shuffled(deals, seed)))).toBe(model)
      }),
      { numRuns: 15 },
    )
  })

  it('refuses features taken at the close or later', () => {
    const [example] = examplesOf(plantedDeals(1, 1))
    const late = { ...example!, snapshotAt: example!.closedAt }
    expect(() => trainWinModel([late])).toThrow('its features may hold the outcome')
    expect(() => trainWinModel([{ ...late, snapshotAt: Number.NaN }])).toThrow('no valid snapshotAt')
  })

  it('finds a bend and says so on the card; plain lines miss it out of time', () => {
    const deals = plantedDeals(21, 4000, ({ size }) => 1.2 * Math.abs(size) - 1)
    const examples = examplesOf(deals)
    const [past, future] = [examples.slice(0, 3000), examples.slice(3000)]
    const [rich, plain] = [trainWinModel(past), trainWinModel(past, { shapes: ['plain'] })]
    const loss = (model: WinModel): number =>
      meanLogLoss(
        future.map((example) => ({ logit: logitOf(probabilityOf(model, example)), won: example.won })),
      )
    expect(rich.card.chosen?.shape).not.toBe('plain')
    expect(loss(rich)).toBeLessThan(loss(plain) - 0.01)
  })

  it('finds a pair of features that matter only together, and gives it a reason of its own', () => {
    const deals = plantedDeals(22, 4000, ({ touches, industry }) =>
      industry === 'it' ? 0.9 * (touches - 2) : 0,
    )
    const model = trainWinModel(examplesOf(deals))
    expect(model.card.chosen?.shape).toBe('pairs')
    const estimate = estimateWin(model, deals[0]!.example.features)
    expect(estimate.kind === 'estimate' && estimate.reasons.map(({ feature }) => feature)).toContain(
      'touches × industry',
    )
  })

  it('a richer shape goes into the model only if it is no worse than plain lines on all rows that closed later', () => {
    const kept = [31, 32, 33, 34, 35, 36].flatMap((seed) => {
      const { chosen } = trainWinModel(
        examplesOf(plantedDeals(seed, 900, ({ size }) => 0.3 * Math.abs(size))),
      ).card
      return chosen && chosen.shape !== 'plain' ? [chosen] : []
    })
    expect(kept.length).toBeGreaterThan(0)
    const least = (trials: (typeof kept)[number]['trials'], of: string): number =>
      Math.min(...trials.filter(({ shape }) => shape === of).map(({ logLoss }) => logLoss))
    for (const { shape, trials, newest } of kept) {
      // Three folds of the older 720 judge 432 rows, the newest fifth 180.
      const gain = 432 * (least(trials, 'plain') - least(trials, shape))
      expect(gain + 180 * (newest!.plain - newest!.chosen)).toBeGreaterThanOrEqual(0)
    }
  })

  it('a bend that the newest fifth speaks against stays out, though all that closed before showed it', () => {
    const bent = (by: number) => examplesOf(plantedDeals(37, 900, ({ size }) => by * (Math.abs(size) - 0.8)))
    const [onward, turned] = [bent(1), [...bent(1).slice(0, 720), ...bent(-1).slice(720)]]
    expect(trainWinModel(onward).card.chosen?.shape).not.toBe('plain')
    const { chosen } = trainWinModel(turned).card
    expect(chosen?.shape).toBe('plain')
    // The choice itself, which never saw that fifth, would have bent.
    const least = (of: string): number =>
      Math.min(...chosen!.trials.filter(({ shape }) => shape === of).map(({ logLoss }) => logLoss))
    expect(least('curves')).toBeLessThan(least('plain'))
    expect(chosen!.newest!.chosen).toBeGreaterThan(chosen!.newest!.plain)
  })

  it('few labels may take a long-tailed number by its logarithm, and the card says so', () => {
    const few = plantedDeals(51, 400).map(({ example, truth }) => ({
      ...example,
      features: { ...example.features, size: Math.exp(2 * Number(example.features['size'])) },
      truth,
    }))
    const model = trainWinModel(few)
    expect(model.card.chosen?.shape).toBe('logs')
    const term = model.fit?.terms.find(({ feature }) => feature === 'size')
    expect(term?.kind === 'numeric' && term.logUnit !== null && term.knots.length === 0).toBe(true)
  })

  it('where nothing matters it says that it is no better than the base rate', () => {
    const random = seededRandom(4, 'coins')
    const coins = examplesOf(plantedDeals(4, 300)).map((example) => ({ ...example, won: random.chance(0.4) }))
    const { card } = trainWinModel(coins)
    expect(card.beatsBaseRate).toBe(false)
    expect(card.doesNotKnow.join(' ')).toContain('no better than telling everybody the same')
  })

  it('the card: rows, period, who judged, figures against the base rate, bins with their band', () => {
    const { card } = large
    expect(card).toMatchObject({
      rows: 12_000,
      from: twelveThousand[0]!.example.closedAt,
      beatsBaseRate: true,
    })
    expect(card.won + card.lost).toBe(12_000)
    const metrics = card.metrics!
    expect(metrics).toMatchObject({ judgedOn: 'newest-fifth', rows: 2400 })
    expect(metrics.auc).toBeGreaterThan(0.65)
    expect(metrics.brier).toBeLessThan(metrics.baseBrier)
    expect(metrics.logLoss).toBeLessThan(metrics.baseLogLoss)
    expect(metrics.reliability.bins).toHaveLength(10)
    const within = metrics.reliability.bins.filter(({ won, low, high }) => won >= low && won <= high)
    expect(within.length).toBeGreaterThanOrEqual(7)
    expect(metrics.won).toBeGreaterThanOrEqual(metrics.winsLow - 60)
    expect(card.topCoefficients[0]!.low).toBeLessThan(card.topCoefficients[0]!.weight)
  })

  it('under 500 labels there is no separate calibrator and the card is judged in time order', () => {
    const model = trainWinModel(examplesOf(plantedDeals(6, 400)))
    expect(model.fit?.calibration).toEqual({ shift: 0, slope: 1, covariance: [0, 0, 0] })
    expect(model.card.metrics).toMatchObject({ judgedOn: 'in-time-order', rows: 240 })
    expect(model.card.chosen?.shape).toBe('plain')
  })

  it('names what never varied and what is mostly missing', () => {
    const deals = examplesOf(plantedDeals(7, 300)).map((example, i) => ({
      ...example,
      features: { ...example.features, country: 'IN', budget: i % 3 === 0 ? 10 + (i % 7) : null },
    }))
    const said = trainWinModel(deals).card.doesNotKnow.join('\n')
    expect(said).toContain('"country" was the same in every closed deal')
    expect(said).toContain('"budget" is missing in 67 % of the closed deals')
  })

  it('refuses a strength of zero and a gate of nobody', () => {
    expect(() => trainWinModel([], { l2: 0 })).toThrow('l2')
    expect(() => trainWinModel([], { gate: { won: 0, lost: 1 } })).toThrow('gate')
  })
})
