import type { Tally } from '@tributary/attribution'
import { type Csv, readCsvFile } from '@tributary/files'
import type { GivenPath } from '../command.ts'
import { amountIn } from './number-cell.ts'

const addRows = async (csv: Csv, tally: Tally): Promise<void> => {
  const path = csv.need('path')
  const [won, worth, lost] = ['total_conversions', 'total_conversion_value', 'total_null'].map(csv.find)
  for await (const batch of csv.batches([path, won, worth, lost])) {
    const paths = batch.cells[path]!
    for (let i = 0; i < batch.size; i++) {
      const conversions = won === undefined ? 1 : amountIn(csv, batch, i, won)
      // A file that knows conversions and no money counts each as worth one.
      const value = worth === undefined ? conversions : amountIn(csv, batch, i, worth)
      const nulls = lost === undefined ? 0 : amountIn(csv, batch, i, lost)
      tally.add(paths[i]!, conversions, value, nulls)
    }
  }
}

/** Adds a file of counted paths: `path`, `total_conversions`, `total_conversion_value`, `total_null`. */
export const readPaths = ({ path, shown }: GivenPath, tally: Tally): Promise<void> =>
  readCsvFile(path, (csv) => addRows(csv, tally), shown)
