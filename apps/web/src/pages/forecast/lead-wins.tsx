import { Link } from '@tanstack/react-router'
import { Card, Money, useFormats } from '@tributary/ui'
import { useLiveTopics } from '../../api/live.ts'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { dealStageWords } from '../../words.ts'
import { WinReasons } from './win-reasons.tsx'

/** The chance of each deal of a lead. A lead without a deal has none to be won, and no card. */
export const LeadWins = ({ leadId, deals }: { leadId: string; deals: number }) => {
  const formats = useFormats()
  const utils = trpc.useUtils()
  const query = trpc.forecast.ofLead.useQuery({ leadId }, { enabled: deals > 0 })
  useLiveTopics((topics) => {
    if (topics.includes(`lead:${leadId}`)) void utils.forecast.ofLead.invalidate({ leadId })
  })
  if (deals === 0) return null
  return (
    <Card title="Win probability">
      <Loaded query={query} what="The win probability" lines={6}>
        {(data) => (
          <ul className="flex flex-col gap-5">
            {data.deals.map(({ id, stage, amount, expectedClose, win }) => (
              <li key={id}>
                <p className="mb-1 text-muted text-sm">
                  <Link
                    {...paths.deals({ open: id })}
                    className="text-primary-text underline-offset-2 hover:underline"
                  >
                    Deal of <Money value={amount} />
                  </Link>
                  , {dealStageWords[stage].toLowerCase()}
                  {expectedClose && stage !== 'won' && stage !== 'lost'
                    ? `, expected ${formats.dayYear(expectedClose)}`
                    : ''}
                </p>
                <WinReasons win={win} closed={stage === 'won' || stage === 'lost'} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
