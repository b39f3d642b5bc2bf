import type { FeatureSpec } from '@tributary/deal-probability'
import type { Csv, CsvBatch } from '@tributary/files'
import { UsageFault } from '../input-fault.ts'
import { numericColumns } from './read-rows.ts'

export type ColumnWishes = {
  readonly target: string
  readonly id: string | undefined
  readonly time: string | undefined
  readonly numeric: readonly string[] | undefined
  readonly categorical: readonly string[] | undefined
  readonly drop: readonly string[] | undefined
}

const refuseTwice = ({ target, id, time, numeric = [], categorical = [], drop = [] }: ColumnWishes): void => {
  const both = numeric.find((name) => categorical.includes(name))
  if (both !== undefined) throw new UsageFault(`"${both}" stands in both --numeric and --categorical.`)
  const listed = [...numeric, ...categorical]
  if (listed.includes(target)) throw new UsageFault(`"${target}" is the target and cannot be a feature.`)
  const left = listed.find((name) => name === id || name === time || drop.includes(name))
  if (left !== undefined) throw new UsageFault(`"${left}" is listed as a feature and also left out.`)
}

/**
 * The features of a training file, in the order of its columns. Columns in neither list are judged by their cells;
 * where both lists are given, only listed columns are features.
 */
export const chooseColumns = (
  csv: Csv,
  batches: readonly CsvBatch[],
  wishes: ColumnWishes,
): readonly FeatureSpec[] => {
  refuseTwice(wishes)
  const { target, id, time, numeric, categorical, drop = [] } = wishes
  for (const name of [...(numeric ?? []), ...(categorical ?? []), ...drop]) csv.need(name)
  const out = new Set([target, id, time, ...drop])
  const closed = numeric !== undefined && categorical !== undefined
  const open = csv.header.filter((name) => !out.has(name))
  const judged = numericColumns(
    batches,
    open.map((name) => csv.need(name)),
  )
  const features = open.flatMap((name): FeatureSpec[] => {
    if (numeric?.includes(name)) return [{ name, kind: 'numeric' }]
    if (categorical?.includes(name)) return [{ name, kind: 'category' }]
    if (closed) return []
    return [{ name, kind: judged.has(csv.need(name)) ? 'numeric' : 'category' }]
  })
  if (features.length === 0) throw new UsageFault('No column is left to learn from.')
  return features
}
