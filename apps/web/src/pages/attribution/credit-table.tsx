import type { AttributionAnswer, AttributionRow, ModelCell, OfferedModel } from '@tributary/contracts'
import { cn, Delta, Unknown, useFormats } from '@tributary/ui'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import { modelMeanings, modelWords } from './model-words.ts'
import type { Opened } from './opened.ts'
import { NO_TOUCH, rowLabel } from './row-words.ts'
import { spreadOf } from './spread.ts'

type Result = NonNullable<AttributionAnswer['result']>
type Answer = AttributionAnswer & { readonly result: Result }

type CreditTableProps = {
  answer: Answer
  models: readonly OfferedModel[]
  header: string
  onOpen: (opened: Opened) => void
}

/** Rows that the data cannot put before or behind another one in this model. */
const tiedWith = ({ ties }: Result, model: OfferedModel, value: string): string[] =>
  (ties[model] ?? []).flatMap(([a, b]) => (a === value ? [b] : b === value ? [a] : []))

const cellClasses = 'px-2 py-2 text-end align-top tabular-nums'

/** Every model side by side; each amount opens the deals that it is made of. */
export const CreditTable = ({ answer, models, header, onOpen }: CreditTableProps) => {
  const formats = useFormats()
  const { result, by, currency, chosen } = answer
  const money = (minor: number) => formats.moneyCompact({ minor, currency })
  const whole = result.wonMinor
  const share = (minor: number) => (whole > 0 ? formats.percent(minor / whole) : '–')
  const labelOf = (value: string) =>
    rowLabel(by, result.rows.find((row) => row.value === value) ?? { value, label: value })
  const amount = (row: AttributionRow, model: OfferedModel, cell: ModelCell) => {
    const tied = tiedWith(result, model, row.value).map(labelOf)
    const { interval } = cell
    return (
      <>
        <button
          type="button"
          onClick={() => onOpen({ kind: 'cell', by, model, value: row.value })}
          aria-label={`${formats.money({ minor: cell.minor, currency })}: show the deals of ${rowLabel(by, row)}, ${modelWords[model]}`}
          title={formats.money({ minor: cell.minor, currency })}
          className="min-h-6 whitespace-nowrap rounded-sm text-primary-text underline-offset-2 hover:underline"
        >
          {money(cell.minor)}
        </button>
        <span className="ms-1.5 inline-block min-w-9 text-muted">{share(cell.minor)}</span>
        {interval ? (
          <span className="block whitespace-nowrap text-2xs text-subtle">
            {money(interval.minor[0])} – {money(interval.minor[1])}
            {tied.length > 0 ? (
              <span title={`Cannot be told apart from ${tied.join(', ')}`} className="ms-1 text-warning">
                <span aria-hidden>≈</span>
                <span className="sr-only">; cannot be told apart from {tied.join(', ')}</span>
              </span>
            ) : null}
          </span>
        ) : null}
      </>
    )
  }
  return (
    <ScrollBox label={`${header} and models`}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th
              scope="col"
              className="sticky start-0 z-10 bg-surface px-4 py-2 text-start align-top font-medium"
            >
              {header}
            </th>
            <th scope="col" className={cn(cellClasses, 'font-medium')}>
              Touches
            </th>
            <th scope="col" className={cn(cellClasses, 'font-medium')}>
              Deals
            </th>
            {models.map((model) => (
              <th
                key={model}
                scope="col"
                title={modelMeanings[model]}
                className={cn(
                  cellClasses,
                  'whitespace-nowrap font-medium',
                  model === chosen.model && 'text-fg',
                )}
              >
                {modelWords[model]}
                {model === chosen.model ? (
                  <span className="block font-normal text-subtle">chosen</span>
                ) : null}
              </th>
            ))}
            <th
              scope="col"
              className={cn(cellClasses, 'font-medium')}
              title="Between the models that are shown"
            >
              Spread
            </th>
            {result.previous ? (
              <th scope="col" className={cn(cellClasses, 'whitespace-nowrap font-medium')}>
                Change, {modelWords[chosen.model]}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => {
            const own = row.cells[chosen.model]
            const spread = row.value === NO_TOUCH ? null : spreadOf(row, models, whole)
            return (
              <tr key={row.value} className="border-line border-b">
                <th
                  scope="row"
                  className="sticky start-0 z-10 max-w-44 truncate bg-surface px-4 py-2 text-start align-top font-medium sm:max-w-64"
                  title={rowLabel(by, row)}
                >
                  {rowLabel(by, row)}
                </th>
                <td className={cellClasses}>{formats.count(row.touches)}</td>
                <td className={cellClasses}>{formats.count(row.deals)}</td>
                {models.map((model) => {
                  const cell = row.cells[model]
                  return (
                    <td key={model} className={cellClasses}>
                      {cell ? amount(row, model, cell) : <span className="text-subtle">{money(0)}</span>}
                    </td>
                  )
                })}
                <td className={cellClasses}>
                  {spread === null ? (
                    <Unknown reason="The same in every model" />
                  ) : (
                    <>
                      {formats.decimal(spread.points)} pts
                      <SpreadLine low={spread.low} high={spread.high} />
                    </>
                  )}
                </td>
                {result.previous ? (
                  <td className={cellClasses}>
                    <Delta
                      value={
                        own && own.previousMinor !== null && own.previousMinor > 0
                          ? own.minor / own.previousMinor - 1
                          : null
                      }
                      unknown="It earned nothing in the days before"
                    />
                  </td>
                ) : null}
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr className="font-medium">
            <th scope="row" className="sticky start-0 z-10 bg-surface px-4 py-2 text-start align-top">
              Total
            </th>
            <td className={cellClasses}>
              {formats.count(result.rows.reduce((sum, { touches }) => sum + touches, 0))}
            </td>
            <td className={cellClasses}>{formats.count(result.wonDeals)}</td>
            {models.map((model) => (
              <td key={model} className={cellClasses} title={formats.money({ minor: whole, currency })}>
                {money(result.rows.reduce((sum, row) => sum + (row.cells[model]?.minor ?? 0), 0))}
              </td>
            ))}
            <td />
            {result.previous ? (
              <td className={cellClasses}>
                <Delta
                  value={result.previous.wonMinor > 0 ? whole / result.previous.wonMinor - 1 : null}
                  unknown="Nothing was won in the days before"
                />
              </td>
            ) : null}
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  )
}

/** From the least to the most that a model gives, on a line from 0 to 100 %. */
const SpreadLine = ({ low, high }: { low: number; high: number }) => (
  <span aria-hidden className="relative ms-auto mt-1.5 block h-1 w-20 rounded-full bg-hover">
    <span
      className="absolute h-full min-w-1 rounded-full bg-primary"
      style={{ insetInlineStart: `${low * 100}%`, width: `${Math.max(1, (high - low) * 100)}%` }}
    />
  </span>
)
