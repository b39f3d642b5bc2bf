import type { OfferedModel, SeenTouch, TouchStrip } from '@tributary/contracts'
import { Money, useFormats } from '@tributary/ui'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import { plural } from '../../words.ts'
import { MODEL_ORDER, modelMeanings, modelWords } from './model-words.ts'
import { channelLabel } from './touch-list.tsx'

/** Markov credits all journeys together: it says nothing of one touch of one deal. */
const OF_ONE_DEAL: readonly OfferedModel[] = MODEL_ORDER.filter((model) => model !== 'markov')

export const WithoutMarkov = () => (
  <p className="text-subtle text-xs">
    {modelWords.markov} is not here: it credits all journeys together and says nothing of one touch.
  </p>
)

/** What was won, when, and after how many touches. */
export const WonAfter = ({ strip }: { strip: TouchStrip }) => {
  const formats = useFormats()
  const { amountMinor, currency, wonAt, touches, lookbackDays } = strip
  return (
    <p className="text-muted text-sm">
      <strong className="font-semibold text-fg">
        <Money value={{ minor: amountMinor, currency }} />
      </strong>{' '}
      won on {formats.dayYear(formats.dateIn(new Date(wonAt)))}, after {formats.count(touches.length)}{' '}
      {plural(touches.length, 'touch', 'touches')} within {lookbackDays} days.
    </p>
  )
}

type TouchCreditsProps = {
  strip: TouchStrip
  /** What the table is read as; each on a page needs its own. */
  label?: string
  /** The number of a touch in the list beside; null for one that is not in it. */
  numberOf?: (touch: SeenTouch, place: number) => number | null
}

const inOrder = (_touch: SeenTouch, place: number): number => place + 1

/** What each touch of a won deal earned, in every model that looks at one deal alone. */
export const TouchCredits = ({
  strip,
  label = 'What each touch earned',
  numberOf = inOrder,
}: TouchCreditsProps) => {
  const { touches, currency, amountMinor } = strip
  const formats = useFormats()
  return (
    <ScrollBox label={label}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-start font-medium">
              Model
            </th>
            {touches.map((touch, place) => (
              <th
                key={`${touch.at} ${String(place)}`}
                scope="col"
                title={formats.dateTime(new Date(touch.at))}
                className="whitespace-nowrap py-2 ps-3 text-end font-medium"
              >
                {[numberOf(touch, place), channelLabel(touch.channel)].filter(Boolean).join('. ')}
              </th>
            ))}
            <th scope="col" className="py-2 ps-3 text-end font-medium">
              Together
            </th>
          </tr>
        </thead>
        <tbody>
          {OF_ONE_DEAL.map((model) => (
            <tr key={model} className="border-line border-b">
              <th
                scope="row"
                title={modelMeanings[model]}
                className="whitespace-nowrap py-1.5 text-start font-normal"
              >
                {modelWords[model]}
              </th>
              {touches.map((touch, place) => {
                const credit = touch.credits[model]
                return (
                  <td
                    key={`${touch.at} ${String(place)}`}
                    className="whitespace-nowrap py-1.5 ps-3 text-end tabular-nums"
                  >
                    <Money value={{ minor: credit?.minor ?? 0, currency }} />{' '}
                    <span className="text-subtle text-xs">{formats.percent(credit?.share ?? 0)}</span>
                  </td>
                )
              })}
              <td className="py-1.5 ps-3 text-end">
                <Money value={{ minor: amountMinor, currency }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
