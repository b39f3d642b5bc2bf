import {
  ATTRIBUTION_MODELS,
  type Attribution,
  type AttributionModel,
  openTally,
  type Tally,
} from '@tributary/attribution'
import { creditTables } from '../attribute/credit-table.ts'
import { readJourneys } from '../attribute/read-journeys.ts'
import { readPaths } from '../attribute/read-paths.ts'
import { defineCommand, type GivenPath } from '../command.ts'
import { UsageFault } from '../input-fault.ts'

const needJourneys: readonly AttributionModel[] = ['time-decay', 'w-shaped']

const source = (input: GivenPath | undefined, journeys: GivenPath | undefined) => {
  if (input && journeys) throw new UsageFault('Give either --input or --journeys, not both.')
  if (input) return { read: (tally: Tally) => readPaths(input, tally), timed: false }
  if (journeys) return { read: (tally: Tally) => readJourneys(journeys, tally), timed: true }
  throw new UsageFault('Give the paths (--input paths.csv) or the touches (--journeys touches.csv).')
}

const chosen = (models: readonly string[] | undefined, timed: boolean): AttributionModel[] => {
  const fit = ATTRIBUTION_MODELS.filter((model) => timed || !needJourneys.includes(model))
  // Milestones are rarely known; w-shaped is given when asked for.
  if (models === undefined) return fit.filter((model) => model !== 'w-shaped')
  const unfit = models.find((model) => !(fit as readonly string[]).includes(model))
  if (unfit !== undefined)
    throw new UsageFault(
      `The model ${unfit} needs --journeys: counted paths tell neither times nor milestones.`,
    )
  if (models.length === 0) throw new UsageFault(`--models names none of: ${fit.join(', ')}`)
  return fit.filter((model) => models.includes(model))
}

const answerOf = (found: Attribution, advised: number | undefined) => ({
  ...found,
  ...(advised === undefined ? {} : { advisedOrder: advised }),
})

export const attribute = defineCommand({
  summary: 'Share conversions and value among channels, by rules, Markov and Shapley',
  details: `
--input has the columns path (a > b > c), total_conversions, total_conversion_value, total_null. Where a column is absent, a row is
one conversion, a conversion is worth one, and no path was lost. --journeys has one row per touch in any order: journey_id, time,
channel, converted, value (both from the last touch by time), and milestone (lead or deal) for w-shaped. Times are ISO, in UTC
unless they say their zone, or Unix seconds. What was won without a touch stands in the row (unattributed).`,
  options: {
    input: { kind: 'file', value: 'FILE', what: 'counted paths' },
    journeys: { kind: 'file', value: 'FILE', what: 'single touches' },
    models: {
      kind: 'list',
      value: 'a,b',
      among: ATTRIBUTION_MODELS,
      what: 'models; default all that fit the file',
    },
    order: {
      kind: 'whole',
      value: 'K',
      min: 1,
      max: 4,
      default: 1,
      what: 'touches a Markov state remembers',
    },
    intervals: {
      kind: 'whole',
      value: 'N',
      min: 20,
      max: 100_000,
      what: '90 % intervals from so many samples, such as 200',
    },
    seed: { kind: 'whole', value: 'S', default: 1, what: 'seed of everything that is sampled' },
  },
  examples: [
    'attribute --input paths.csv',
    'attribute --input paths.csv --models markov,shapley --order 2 --intervals 200 --seed 1 --json',
    'attribute --journeys touches.csv --models time-decay --json',
  ],
  run: async ({ input, journeys, models, order, intervals, seed }) => {
    const { read, timed } = source(input, journeys)
    const wanted = chosen(models, timed)
    const tally = openTally({
      models: wanted,
      order,
      seed,
      intervals: intervals === undefined ? undefined : { samples: intervals, seed },
    })
    await read(tally)
    const found = tally.result()
    const advised = wanted.includes('markov') ? tally.adviseOrder().order : undefined
    return {
      json: answerOf(found, advised),
      text: () =>
        [
          creditTables(found),
          ...(advised === undefined
            ? []
            : [`Markov order that these paths support best (by BIC): ${advised}`]),
        ].join('\n\n'),
    }
  },
})
