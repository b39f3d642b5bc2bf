import { getRouteApi } from '@tanstack/react-router'
import { Button, Card, Page, RelativeTime, toast } from '@tributary/ui'
import { GraduationCap } from 'lucide-react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { failureOf, trpc } from '../../api/trpc.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { ForecastChoicesDialog } from './choices.tsx'
import { ForecastKpis } from './kpis.tsx'
import { LikelyDeals } from './likely-deals.tsx'
import { ModelSection } from './model-section.tsx'
import { MonthsChart, OtherCurrencies } from './months.tsx'
import { WeekCard } from './week-card.tsx'

const route = getRouteApi('/app/forecast')

const TrainButton = ({ running }: { running: boolean }) => {
  const may = useMay()
  const utils = trpc.useUtils()
  const train = trpc.forecast.train.useMutation({
    onSuccess: async () => {
      toast.success('The training begins', { description: 'This page shows the model when it is done.' })
      await utils.forecast.invalidate()
    },
    onError: (error) => toast.error('The training did not begin', { description: failureOf(error).message }),
  })
  return (
    <Button
      icon={<GraduationCap aria-hidden />}
      pending={train.isPending || running}
      disabledReason={may.whyNot('forecast.manage') ?? (running ? 'A training is under way' : undefined)}
      onClick={() => train.mutate()}
    >
      {running ? 'Training…' : 'Train now'}
    </Button>
  )
}

/** What will close, and can the model be trusted? */
export const Forecast = () => {
  usePageTitle('Forecast')
  const { model } = route.useSearch()
  const may = useMay()
  const query = trpc.forecast.read.useQuery(undefined, {
    // News of a training's end may be missed; then it is asked for.
    refetchInterval: ({ state }) => (state.data?.training.running ? 5_000 : false),
  })
  const { data: forecast, error, isFetching, refetch } = query
  return (
    <Page
      title="Forecast"
      summary={
        forecast ? (
          <>
            What the open deals may bring, as of <RelativeTime at={forecast.asOf} />
          </>
        ) : (
          'What the open deals may bring'
        )
      }
      actions={
        forecast ? (
          <>
            <ForecastChoicesDialog
              choices={forecast.choices}
              disabledReason={may.whyNot('forecast.manage')}
            />
            <TrainButton running={forecast.training.running} />
          </>
        ) : undefined
      }
    >
      {error && !forecast ? (
        <Card>
          <ReadFailure title="The forecast could not be read" query={{ error, isFetching, refetch }} />
        </Card>
      ) : (
        <>
          <ForecastKpis forecast={forecast} />
          <div className="grid items-start gap-4 lg:grid-cols-12">
            <div className="flex min-w-0 flex-col gap-4 lg:col-span-7">
              <MonthsChart forecast={forecast} />
              {forecast ? <OtherCurrencies forecast={forecast} /> : null}
              <WeekCard />
            </div>
            <div className="flex min-w-0 flex-col gap-4 lg:col-span-5">
              {forecast ? <LikelyDeals forecast={forecast} /> : null}
            </div>
          </div>
          {forecast ? <ModelSection forecast={forecast} model={model} /> : null}
        </>
      )}
    </Page>
  )
}
