import { Link } from '@tanstack/react-router'
import type { OfferedModel, TouchStrip } from '@tributary/contracts'
import { Badge, EmptyState, Money, slotColor, slotOfSource, useFormats } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { ScrollBox } from '../../shell/scroll-box.tsx'
import { channelWords } from '../../words.ts'
import { MODEL_ORDER, modelMeanings, modelWords } from './model-words.ts'

const channelLabel = (channel: string): string =>
  (channelWords as Readonly<Record<string, string>>)[channel] ?? channel

/** Markov credits all journeys together: it says nothing of one touch of one deal. */
const OF_ONE_DEAL: readonly OfferedModel[] = MODEL_ORDER.filter((model) => model !== 'markov')

/** One won deal: its touches in time, and what each earned in every model. */
export const TouchStripView = ({ dealId, resultId }: { dealId: string; resultId?: string }) => {
  const query = trpc.attribution.strip.useQuery({ dealId, ...(resultId ? { resultId } : {}) })
  return (
    <Loaded query={query} what="The touches" lines={6}>
      {(strip) => <Strip strip={strip} />}
    </Loaded>
  )
}

const Strip = ({ strip }: { strip: TouchStrip }) => {
  const formats = useFormats()
  const { touches, currency } = strip
  const day = (at: string) => formats.dayYear(formats.dateIn(new Date(at)))
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">
        <strong className="font-semibold text-fg">
          <Money value={{ minor: strip.amountMinor, currency }} />
        </strong>{' '}
        won on {day(strip.wonAt)}, after {formats.count(touches.length)}{' '}
        {touches.length === 1 ? 'touch' : 'touches'} within {strip.lookbackDays} days.
      </p>
      {touches.length === 0 ? (
        <EmptyState title="No touch is known">
          Nobody saw this person on a page within {strip.lookbackDays} days before the win, so no row earns
          this deal.
        </EmptyState>
      ) : (
        <>
          <ol aria-label="Touches in time" className="flex flex-wrap gap-2">
            {touches.map((touch, place) => (
              <li
                key={`${touch.at} ${String(place)}`}
                className="min-w-0 rounded-md border border-line border-s-4 px-2 py-1.5 text-sm"
                style={{ borderInlineStartColor: slotColor(slotOfSource(touch.channel)) }}
              >
                <span className="font-medium">
                  {place + 1}. {channelLabel(touch.channel)}
                </span>
                {touch.isLead ? (
                  <Badge tone="primary" className="ms-1.5">
                    form
                  </Badge>
                ) : null}
                <span className="block text-muted text-xs">{formats.dateTime(new Date(touch.at))}</span>
                {touch.campaign ? (
                  <Link
                    {...paths.campaign({ campaignId: touch.campaign.id })}
                    className="block max-w-48 truncate text-primary-text text-xs underline-offset-2 hover:underline"
                  >
                    {touch.campaign.name}
                  </Link>
                ) : null}
                {touch.content ? (
                  <span className="block max-w-48 truncate text-subtle text-xs">{touch.content}</span>
                ) : null}
              </li>
            ))}
          </ol>
          <Credits strip={strip} />
        </>
      )}
      <p className="text-subtle text-xs">
        {modelWords.markov} is not here: it credits all journeys together and says nothing of one touch.
      </p>
    </div>
  )
}

const Credits = ({ strip: { touches, currency, amountMinor } }: { strip: TouchStrip }) => {
  const formats = useFormats()
  return (
    <ScrollBox label="What each touch earned">
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
                className="whitespace-nowrap py-2 ps-3 text-end font-medium"
              >
                {place + 1}. {channelLabel(touch.channel)}
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
