import type { AttributionAnswer, OfferedModel } from '@tributary/contracts'
import { useFormats } from '@tributary/ui'
import { modelWords } from './model-words.ts'
import { rowLabel } from './row-words.ts'

type Answer = AttributionAnswer & { readonly result: NonNullable<AttributionAnswer['result']> }

/** What the intervals are, which rows the data cannot tell apart, and how far back Markov should look. */
export const HowSure = ({ answer, models }: { answer: Answer; models: readonly OfferedModel[] }) => {
  const formats = useFormats()
  const { result, by } = answer
  const label = (value: string) =>
    rowLabel(by, result.rows.find((row) => row.value === value) ?? { value, label: value })
  const { order } = result
  return (
    <ul className="flex list-disc flex-col gap-1 ps-4">
      <li>
        Below each amount: where 90 of 100 draws of the same {formats.count(result.journeys)} journeys lie. ≈
        marks amounts whose order the data does not settle.
      </li>
      {result.alwaysTogether.map((group) => (
        <li key={group.join(' ')}>
          {group.map(label).join(' and ')} always occur in the same journeys: no such data can tell them
          apart.
        </li>
      ))}
      {models.includes('position-decay') ? (
        <li>
          {modelWords['position-decay']}: each step back leaves {formats.percent(answer.chosen.decayRate)} of
          what a touch earns.
        </li>
      ) : null}
      {order && models.includes('markov') ? (
        <li>
          {modelWords.markov} looks back {order.used} touch;{' '}
          {order.advised === order.used
            ? 'the journeys support no more (Bayesian information criterion).'
            : `the journeys would support ${order.advised} (Bayesian information criterion).`}
        </li>
      ) : null}
      {result.otherCurrencies.length > 0 ? (
        <li>Deals in {result.otherCurrencies.join(', ')} are left out: no exchange rate is known.</li>
      ) : null}
      <li>Credit is not cause: who would have bought anyway earns credit for what they happened to meet.</li>
    </ul>
  )
}
