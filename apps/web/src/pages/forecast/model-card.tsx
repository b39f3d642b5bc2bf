import type { WinModelCard, WinModelReading } from '@tributary/contracts'
import { Badge, Card, DescriptionList, RelativeTime, useFormats } from '@tributary/ui'
import { plural } from '../../words.ts'
import { modelStateTones, modelStateWords } from './forecast-words.ts'

const SHAPES = {
  plain: 'straight lines',
  logs: 'straight lines, on a logarithm where amounts are lopsided',
  curves: 'lines that may bend',
  pairs: 'lines that may bend, and pairs of facts',
} satisfies Record<NonNullable<WinModelCard['shape']>, string>

const Versus = ({ own, base, better }: { own: string; base: string; better: boolean }) => (
  <>
    {own} <span className="text-muted">against {base} of always telling the base rate</span>
    {better ? null : <span className="text-warning"> (no better)</span>}
  </>
)

const useMetricLines = (card: WinModelCard) => {
  const formats = useFormats()
  const { metrics } = card
  if (!metrics) return []
  const { rows, from, to, auc, logLoss, baseLogLoss, brier, baseBrier } = metrics
  const day = (at: string) => formats.dayYear(formats.dateIn(new Date(at)))
  return [
    {
      label: 'Judged on',
      value: `${formats.count(rows)} later deals, closed ${day(from)} to ${day(to)}${
        metrics.judgedOn === 'in-time-order' ? ', each by a model of earlier ones' : ''
      }`,
    },
    ...(auc === null
      ? []
      : [
          {
            label: 'AUC',
            value: `${formats.fine(auc)}: a won deal stands above a lost one ${formats.percent(auc)} of the time`,
          },
        ]),
    {
      label: 'Log-loss',
      value: (
        <Versus own={formats.fine(logLoss)} base={formats.fine(baseLogLoss)} better={logLoss < baseLogLoss} />
      ),
    },
    {
      label: 'Brier score',
      value: <Versus own={formats.fine(brier)} base={formats.fine(baseBrier)} better={brier < baseBrier} />,
    },
    {
      label: 'Wins among them',
      value: `${formats.count(metrics.won)}; expected ${formats.decimal(metrics.expectedWins)}, in the band ${formats.count(metrics.winsLow)} to ${formats.count(metrics.winsHigh)}`,
    },
  ]
}

/** What a reader should know before trusting a model. */
export const ModelFacts = ({
  card,
  since,
  className,
}: {
  card: WinModelCard
  since: WinModelReading['since']
  className?: string
}) => {
  const formats = useFormats()
  const metricLines = useMetricLines(card)
  const day = (at: string) => formats.dayYear(formats.dateIn(new Date(at)))
  return (
    <Card
      title="The model"
      className={className}
      description={card.why}
      actions={<Badge tone={modelStateTones[card.state]}>{modelStateWords[card.state]}</Badge>}
    >
      <DescriptionList
        items={[
          {
            label: 'Trained',
            value: (
              <>
                <RelativeTime at={card.trainedAt} />, {card.by ? `asked for by ${card.by}` : 'by the clock'}
              </>
            ),
          },
          { label: 'Version', value: <code className="text-xs">{card.version}</code> },
          {
            label: 'Learnt from',
            value: `${formats.count(card.rows)} closed deals: ${formats.count(card.won)} won, ${formats.count(card.lost)} lost${
              card.from && card.to ? `, ${day(card.from)} to ${day(card.to)}` : ''
            }, each as it was on a day before its close`,
          },
          ...(card.shape ? [{ label: 'Shape', value: SHAPES[card.shape] }] : []),
          ...metricLines,
          ...(since.closed > 0
            ? [
                {
                  label: 'Since then',
                  value: `${formats.count(since.closed)} ${plural(since.closed, 'deal')} with an estimate ${plural(since.closed, 'was', 'were')} closed: ${formats.count(since.won)} won, expected ${formats.decimal(since.expected)} (band ${formats.count(since.low)} to ${formats.count(since.high)})`,
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** What the model cannot know, in its own words. */
export const DoesNotKnow = ({ card, className }: { card: WinModelCard; className?: string }) => (
  <Card title="What it does not know" className={className}>
    <ul className="flex list-disc flex-col gap-1.5 ps-4 text-sm">
      {card.doesNotKnow.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      <li>Who owns a deal: people are not rated here.</li>
    </ul>
    <p className="pt-3 text-muted text-sm">It reads: {card.reads.join(', ')}.</p>
  </Card>
)

const Coefficient = ({
  weight,
  low,
  high,
  most,
}: {
  weight: number
  low: number
  high: number
  most: number
}) => {
  const place = (value: number): string => `${50 + (50 * value) / most}%`
  return (
    <span aria-hidden className="relative block h-3 w-28">
      <span className="absolute inset-y-0 start-1/2 border-line border-s" />
      <span
        data-mark
        className="absolute top-1/2 h-0 border-field border-t-2"
        style={{ insetInlineStart: place(low), width: `${(50 * (high - low)) / most}%` }}
      />
      <span
        data-mark
        className="absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rounded-full bg-chart-1 rtl:translate-x-1/2"
        style={{ insetInlineStart: place(weight) }}
      />
    </span>
  )
}

/** What moves the estimates most. */
export const Coefficients = ({ card, className }: { card: WinModelCard; className?: string }) => {
  const formats = useFormats()
  const { coefficients } = card
  const most = Math.max(...coefficients.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), 0) || 1
  return (
    <Card
      title="What moves it most"
      className={className}
      description="Change of the log-odds for being in a category, or for one standard deviation of a number; the line is the 90 % interval."
    >
      <table className="w-full text-sm">
        <caption className="sr-only">The strongest coefficients</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Picture</th>
            <th scope="col">Weight</th>
          </tr>
        </thead>
        <tbody>
          {coefficients.map(({ label, weight, low, high }) => (
            <tr key={label}>
              <th scope="row" className="border-line border-b py-1.5 pe-2 text-start font-normal">
                {label}
              </th>
              <td className="w-28 border-line border-b max-sm:hidden">
                <Coefficient weight={weight} low={low} high={high} most={most} />
              </td>
              <td
                className="w-16 border-line border-b py-1.5 text-end tabular-nums"
                title={`90 %: ${formats.signedFine(low)} to ${formats.signedFine(high)}`}
              >
                {formats.signedFine(weight)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
