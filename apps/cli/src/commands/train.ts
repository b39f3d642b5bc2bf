import { writeFile } from 'node:fs/promises'
import {
  type FeatureSpec,
  type PlainModel,
  trainPlainModel,
  trainWinModel,
  type WinExample,
  type WinModel,
} from '@tributary/deal-probability'
import { type CsvBatch, readCsvFile } from '@tributary/files'
import { timeIn } from '../attribute/time-cell.ts'
import { defineCommand, type GivenPath } from '../command.ts'
import { InputFault, UsageFault } from '../input-fault.ts'
import { type ColumnWishes, chooseColumns } from '../probability/choose-columns.ts'
import type { ModelFile } from '../probability/model-file.ts'
import { featureReader, outcomeCell } from '../probability/read-rows.ts'
import { trainingText } from '../probability/training-text.ts'

type Training = { readonly features: readonly FeatureSpec[]; readonly examples: readonly WinExample[] }

const readTraining = (input: GivenPath, wishes: ColumnWishes): Promise<Training> =>
  readCsvFile(
    input.path,
    async (csv) => {
      const target = csv.need(wishes.target)
      const time = wishes.time === undefined ? undefined : csv.need(wishes.time)
      if (wishes.id !== undefined) csv.need(wishes.id)
      const batches: CsvBatch[] = []
      for await (const batch of csv.batches()) batches.push(batch)
      const features = chooseColumns(csv, batches, wishes)
      const reader = featureReader(csv, features)
      const examples = batches.flatMap((batch) =>
        Array.from({ length: batch.size }, (_, i): WinExample => {
          const won = outcomeCell(csv, batch, i, target)
          // Without times the rows stand in their order. A row tells what was known just before its time.
          const closedAt = time === undefined ? batch.rowOf(i) : timeIn(csv, batch, i, time)
          return { features: reader.read({ batch, i }), snapshotAt: closedAt - 1, closedAt, won }
        }),
      )
      return { features, examples }
    },
    input.shown,
  )

const refuseOneSided = (input: GivenPath, target: string, examples: readonly WinExample[]): void => {
  if (examples.length === 0) throw new InputFault(`${input.shown}: there are no rows below the header.`)
  const won = examples.filter((example) => example.won).length
  if (won > 0 && won < examples.length) return
  const all = won === 0 ? 'lost' : 'won'
  throw new InputFault(
    `${input.shown}, column "${target}": all ${examples.length} rows are ${all}; both are needed.`,
  )
}

const fit = (
  input: GivenPath,
  { features, examples }: Training,
  { raw, l2 }: { readonly raw: boolean; readonly l2: number | undefined },
): PlainModel | WinModel => {
  try {
    return raw
      ? trainPlainModel(examples, { features, l2: l2 ?? 1 })
      : trainWinModel(examples, { features, ...(l2 === undefined ? {} : { l2 }) })
  } catch (error) {
    if (error instanceof RangeError) throw new InputFault(`${input.shown}: ${error.message}`)
    throw error
  }
}

const summaryOf = (model: PlainModel | WinModel) =>
  model.kind === 'plain-model'
    ? {
        kind: model.kind,
        l2: model.l2,
        intercept: model.intercept,
        weights: model.weights,
        columns: model.features,
        gradient: model.gradient,
        iterations: model.iterations,
      }
    : { kind: model.kind, version: model.version, abstains: model.fit === null, card: model.card }

export const train = defineCommand({
  summary: 'Learn the probability of winning from closed deals',
  details: `
One row per closed deal, with what was known before it closed. The target is 1 or 0, true or false, yes or no. An empty cell is
missing. Without lists a column is numeric when all its cells parse; --numeric and --categorical name columns, and where both are
given, no other column is a feature. Rows are validated in the order of --time (ISO, or Unix seconds), else of the file.
The model chooses its strength and shape, calibrates on the newest rows, and abstains under 40 won and 40 lost.
--raw is plain logistic regression that anyone can compare: numbers with the training median for missing ones, scaled by mean and
population standard deviation; a column per category, (missing) among them; the smallest ½‖w‖² + C·Σ log-loss with C = 1/l2.`,
  options: {
    input: { kind: 'file', value: 'FILE', required: true, what: 'closed deals as CSV' },
    target: { kind: 'text', value: 'COLUMN', required: true, what: 'whether the deal was won' },
    out: { kind: 'file', value: 'FILE', required: true, what: 'where the model goes' },
    id: { kind: 'text', value: 'COLUMN', what: 'names a row; not a feature' },
    numeric: { kind: 'list', value: 'a,b', what: 'columns that are numbers' },
    categorical: { kind: 'list', value: 'c,d', what: 'columns that are categories' },
    drop: { kind: 'list', value: 'e', what: 'columns to leave out' },
    time: { kind: 'text', value: 'COLUMN', what: 'when the deal closed; not a feature' },
    l2: {
      kind: 'number',
      value: 'X',
      min: 0,
      what: 'strength of the penalty; default 1 with --raw, else chosen',
    },
    raw: { kind: 'flag', what: 'the plain model, nothing chosen or calibrated' },
  },
  examples: [
    'train --input rows.csv --target won --time closed_at --out model.json',
    'train --input rows.csv --target won --id row --numeric a,b --categorical c,d --l2 1.0 --raw --out model.json',
  ],
  run: async ({ input, target, out, id, numeric, categorical, drop, time, l2, raw }) => {
    if (l2 === 0) throw new UsageFault('--l2 must be above 0: without a penalty there may be no optimum.')
    const training = await readTraining(input, { target, id, time, numeric, categorical, drop })
    refuseOneSided(input, target, training.examples)
    const model = fit(input, training, { raw, l2 })
    const { features, examples } = training
    const file: ModelFile = {
      tributary: 'win-probability',
      format: 1,
      target,
      id: id ?? null,
      features,
      model,
    }
    await writeFile(out.path, `${JSON.stringify(file)}\n`)
    const counts = { rows: examples.length, won: examples.filter((example) => example.won).length }
    return {
      json: { out: out.shown, ...counts, features, ...summaryOf(model) },
      text: () => trainingText(out.shown, features, counts, model),
    }
  },
})
