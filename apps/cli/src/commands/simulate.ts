import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeCsvFile } from '@tributary/files'
import { isCalendarDate } from '@tributary/kernel'
import { type MarketOptions, plantedTruth } from '@tributary/simulator'
import { defineCommand } from '../command.ts'
import { inParts } from '../in-parts.ts'
import { UsageFault } from '../input-fault.ts'
import { marketTables } from '../simulate/market-tables.ts'
import { type MarketRecord, recordMarket } from '../simulate/record-market.ts'
import { table } from '../table.ts'

const checked = (options: MarketOptions): MarketOptions => {
  if (!isCalendarDate(options.start))
    throw new UsageFault(`--start must be a date such as 2025-01-01, but is "${options.start}".`)
  try {
    new Intl.DateTimeFormat('en', { timeZone: options.timeZone })
  } catch {
    throw new UsageFault(`--time-zone knows no "${options.timeZone}"; it takes names such as Asia/Kolkata.`)
  }
  if (!/^[A-Z]{3}$/.test(options.currency))
    throw new UsageFault(`--currency must be an ISO 4217 code such as INR, but is "${options.currency}".`)
  return options
}

/** What the files must not tell: the model, each submission's person and chance, the channels as they were. */
const truthText = (options: MarketOptions, { truths }: MarketRecord): string => {
  const submissions = truths
    .toSorted((a, b) => a.submission - b.submission)
    .map((truth) => JSON.stringify({ ...truth, kind: undefined }))
  const head = JSON.stringify({ options, ...plantedTruth() }, null, 2)
  return `${head.slice(0, -2)},\n  "submissions": [\n    ${submissions.join(',\n    ')}\n  ]\n}\n`
}

export const simulate = defineCommand({
  summary: 'write the files of a made-up market, with the truth behind it in a file of its own',
  options: {
    seed: { kind: 'whole', value: 'N', required: true, what: 'the same seed gives the same bytes' },
    leads: {
      kind: 'whole',
      value: 'N',
      required: true,
      min: 1,
      max: 1_000_000,
      what: 'about how many leads people send',
    },
    out: { kind: 'folder', value: 'FOLDER', required: true, what: 'where the files go; made if missing' },
    days: { kind: 'whole', value: 'N', default: 365, min: 1, max: 3660, what: 'length of the market' },
    start: { kind: 'text', value: 'DATE', default: '2025-01-01', what: 'its first day' },
    'time-zone': { kind: 'text', value: 'ZONE', default: 'Asia/Kolkata', what: 'of the business' },
    currency: { kind: 'text', value: 'CODE', default: 'INR', what: 'ISO 4217' },
  },
  details: `
leads.csv        each submission, with its stage at the end
touches.csv      each visit: attribute --journeys touches.csv
paths.csv        the same, counted by path: attribute --input paths.csv
deals.csv        closed deals as they were at the proposal: train --input deals.csv --target won --id deal_id --time proposed
open-deals.csv   deals without an outcome yet: predict --model model.json --input open-deals.csv
spend.csv        cost, impressions and clicks by campaign and day
campaigns.csv    the sums by campaign, revenue by linear attribution: budget --input campaigns.csv
truth.json       the planted effects, and each submission's person, path and true chance of being won`,
  examples: ['simulate --seed 7 --leads 10000 --out market'],
  run: async ({ seed, leads, out, days, start, 'time-zone': timeZone, currency }, progress) => {
    const options = checked({ seed, leads, days, start, timeZone, currency })
    await mkdir(out.path, { recursive: true })
    const record = recordMarket(options, (so) => progress(`${so} submissions so far`))
    const files: { file: string; rows: number }[] = []
    for (const [file, { header, rows }] of Object.entries(marketTables(record, options)))
      files.push({ file, rows: await writeCsvFile(join(out.path, file), header, inParts(rows)) })
    await writeFile(join(out.path, 'truth.json'), truthText(options, record))
    return {
      json: { folder: out.shown, options, files, truth: 'truth.json' },
      text: () =>
        [
          table(
            ['file', 'rows'],
            files.map(({ file, rows }) => [file, rows]),
          ),
          '',
          `In ${out.shown}. The truth is in truth.json.`,
        ].join('\n'),
    }
  },
})
