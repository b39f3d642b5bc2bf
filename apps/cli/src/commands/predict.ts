import { type Cell, type Csv, readCsvFile, writeCsvFile } from '@tributary/files'
import { defineCommand } from '../command.ts'
import { type ModelFile, predictorOf, readModelFile } from '../probability/model-file.ts'
import { featureReader, idCell } from '../probability/read-rows.ts'

type Sums = { probability: number }

async function* predictions(
  csv: Csv,
  { id, features, model }: ModelFile,
  sums: Sums,
): AsyncGenerator<Cell[][]> {
  const reader = featureReader(csv, features)
  const idColumn = id === null ? undefined : csv.find(id)
  const predict = predictorOf(model)
  for await (const batch of csv.batches([...reader.columns, idColumn]))
    yield Array.from({ length: batch.size }, (_, i) => {
      const { probability, low, high } = predict(reader.read({ batch, i }))
      sums.probability += probability
      return [idCell(batch, i, idColumn), probability, low, high]
    })
}

export const predict = defineCommand({
  summary: 'Estimate the probability of winning for each row of a file',
  details: `
The file needs the columns that the model was trained on; others are ignored. Rows are named by the column that was --id in
training, else by their number from 1. Written are id, probability, and the 90 % interval low and high, unrounded.`,
  options: {
    model: { kind: 'file', value: 'FILE', required: true, what: 'as train has written it' },
    input: { kind: 'file', value: 'FILE', required: true, what: 'deals as CSV' },
    out: { kind: 'file', value: 'FILE', required: true, what: 'where the predictions go' },
  },
  examples: ['predict --model model.json --input open.csv --out predictions.csv'],
  run: async ({ model: given, input, out }) => {
    const file = await readModelFile(given)
    const sums: Sums = { probability: 0 }
    const rows = await readCsvFile(
      input.path,
      (csv) => writeCsvFile(out.path, ['id', 'probability', 'low', 'high'], predictions(csv, file, sums)),
      input.shown,
    )
    const { model } = file
    const abstains = model.kind === 'win-model' && model.fit === null
    const answer = { out: out.shown, rows, expectedWins: sums.probability, kind: model.kind, abstains }
    const base = abstains ? ' The model abstains: these are base rates.' : ''
    return {
      json: answer,
      text: () => `${out.shown}: ${rows} rows, ${sums.probability.toFixed(1)} wins expected.${base}`,
    }
  },
})
