import { Link } from '@tanstack/react-router'
import type { Forecast, WinModelCard, WinModelReading } from '@tributary/contracts'
import { Banner, Card, EmptyState, SkeletonLines, useFormats } from '@tributary/ui'
import { Telescope } from 'lucide-react'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Coefficients, DoesNotKnow, ModelFacts } from './model-card.tsx'
import { ModelHistory, TrainingLine } from './model-history.tsx'
import { Reliability } from './reliability.tsx'

/** Under the gate: how far the way is, and what is told until then. */
const Abstains = ({ forecast }: { forecast: Forecast }) => {
  const formats = useFormats()
  const { closed, choices, training } = forecast
  if (closed.won >= choices.gate.won && closed.lost >= choices.gate.lost)
    return (
      <Card>
        <EmptyState icon={<Telescope aria-hidden />} title="No model is live" className="py-8">
          Each open deal counts by the share won of closed deals that came as far as it.{' '}
          <TrainingLine training={training} />
        </EmptyState>
      </Card>
    )
  const left = (have: number, need: number, word: string): string =>
    `${formats.count(Math.min(have, need))} of ${formats.count(need)} ${word}`
  return (
    <Card>
      <EmptyState icon={<Telescope aria-hidden />} title="Too few closed deals for a model" className="py-8">
        It needs deals of both ends: {left(closed.won, choices.gate.won, 'won')} and{' '}
        {left(closed.lost, choices.gate.lost, 'lost')} so far. Until then each open deal counts by the share
        won of closed deals that came as far as it. <TrainingLine training={training} />
      </EmptyState>
    </Card>
  )
}

const Shown = ({
  reading,
  card,
  forecast,
}: {
  reading: WinModelReading
  card: WinModelCard
  forecast: Forecast
}) => (
  <>
    {card.state === 'live' ? null : (
      <Banner tone="warning" className="rounded-lg">
        This model {card.state === 'rejected' ? 'never went live' : 'was replaced'}.{' '}
        <Link {...paths.forecast()} resetScroll={false} className="text-primary-text underline">
          Show the live one
        </Link>
      </Banner>
    )}
    <div className="grid items-start gap-4 lg:grid-cols-12">
      <Reliability card={card} className="lg:col-span-6" />
      <ModelFacts card={card} since={reading.since} className="lg:col-span-6" />
      <Coefficients card={card} className="lg:col-span-6" />
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-6">
        <DoesNotKnow card={card} />
        <ModelHistory reading={reading} shown={card.id} training={forecast.training} />
      </div>
    </div>
  </>
)

/** Can the probabilities be trusted? */
export const ModelSection = ({ forecast, model }: { forecast: Forecast; model: string | undefined }) => {
  const query = trpc.forecast.model.useQuery(model ? { id: model } : {}, { placeholderData: (old) => old })
  return (
    <section aria-label="The model" className="flex min-w-0 flex-col gap-4">
      <h2 className="font-semibold text-lg">Can it be trusted?</h2>
      <Loaded
        query={query}
        what="The model"
        waiting={
          <Card>
            <SkeletonLines lines={10} label="Loading the model" />
          </Card>
        }
      >
        {(reading) =>
          reading.card === null || reading.card.abstains ? (
            <>
              <Abstains forecast={forecast} />
              {reading.models.length > (reading.card ? 1 : 0) ? (
                <ModelHistory reading={reading} shown={reading.card?.id} training={undefined} />
              ) : null}
            </>
          ) : (
            <Shown reading={reading} card={reading.card} forecast={forecast} />
          )
        }
      </Loaded>
    </section>
  )
}
