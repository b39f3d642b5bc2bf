import { Link } from '@tanstack/react-router'
import type { TrainingStatus, WinModelReading } from '@tributary/contracts'
import { Badge, Card, RelativeTime, useFormats } from '@tributary/ui'
import { paths } from '../../paths.ts'
import { modelStateTones, modelStateWords, outcomeWords } from './forecast-words.ts'

/** How the last training went, in one line. */
export const TrainingLine = ({ training }: { training: TrainingStatus }) => {
  if (training.running) return <>A training is under way; this page follows by itself.</>
  if (training.outcome === null || training.finishedAt === null)
    return <>Each night the model is trained anew, once deals were closed.</>
  return (
    <>
      {outcomeWords[training.outcome]} It ended <RelativeTime at={training.finishedAt} />. {training.why}
    </>
  )
}

/** Every model that was trained, also those that did not go live, with the reason. */
export const ModelHistory = ({
  reading,
  shown,
  training,
  className,
}: {
  reading: WinModelReading
  shown: string | undefined
  training: TrainingStatus | undefined
  className?: string
}) => {
  const formats = useFormats()
  return (
    <Card
      title="Models"
      className={className}
      description={training ? <TrainingLine training={training} /> : undefined}
    >
      <ol className="flex max-h-96 flex-col divide-y divide-line overflow-auto text-sm">
        {reading.models.map((model) => (
          <li key={model.id} className="flex items-start gap-3 py-2">
            <Badge tone={modelStateTones[model.state]} className="mt-0.5 w-20 justify-center">
              {modelStateWords[model.state]}
            </Badge>
            <div className="min-w-0 flex-1">
              <Link
                {...paths.forecast(model.state === 'live' ? {} : { model: model.id })}
                aria-current={model.id === shown ? 'true' : undefined}
                className="font-medium text-primary-text underline-offset-2 hover:underline aria-[current]:text-fg"
                resetScroll={false}
              >
                <RelativeTime at={model.trainedAt} />, {formats.count(model.rows)} deals
              </Link>
              <p className="text-muted text-xs">{model.why}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
