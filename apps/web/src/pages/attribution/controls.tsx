import type { AttributionDimension, LookbackDays, OfferedModel } from '@tributary/contracts'
import { Button, Checkbox, Popover, Segmented, Select } from '@tributary/ui'
import { SlidersHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { BYS, byWords, MODEL_ORDER, modelMeanings, modelWords, WINDOWS } from './model-words.ts'

type ControlsProps = {
  by: AttributionDimension
  lookbackDays: number
  models: readonly OfferedModel[]
  chosen: OfferedModel | undefined
  onBy: (by: AttributionDimension) => void
  onWindow: (days: LookbackDays) => void
  onModels: (models: readonly OfferedModel[]) => void
  /** Stands at the end of the line. */
  children?: ReactNode
}

/** What stands in the rows, how far back touches count, and which models stand side by side. */
export const Controls = ({
  by,
  lookbackDays,
  models,
  chosen,
  onBy,
  onWindow,
  onModels,
  children,
}: ControlsProps) => (
  <div className="flex flex-wrap items-center gap-2">
    <div className="max-w-full overflow-x-auto">
      <Segmented
        label="Rows"
        segments={BYS.map((value) => ({ value, label: byWords[value] }))}
        value={by}
        onChange={onBy}
      />
    </div>
    <Select
      inline
      label="Window"
      options={WINDOWS.map((days) => ({ value: String(days), label: `Touches of ${days} days` }))}
      value={String(lookbackDays)}
      onChange={(days) => {
        const window = WINDOWS.find((one) => one === Number(days))
        if (window) onWindow(window)
      }}
    />
    <Popover
      title="Models side by side"
      trigger={
        <Button icon={<SlidersHorizontal aria-hidden />}>
          {models.length} {models.length === 1 ? 'model' : 'models'}
        </Button>
      }
      className="w-88"
    >
      <ul className="flex flex-col gap-2">
        {MODEL_ORDER.map((model) => (
          <li key={model}>
            <Checkbox
              label={model === chosen ? `${modelWords[model]} (chosen)` : modelWords[model]}
              checked={models.includes(model)}
              disabled={models.length === 1 && models[0] === model}
              onChange={(checked) =>
                onModels(MODEL_ORDER.filter((one) => (one === model ? checked : models.includes(one))))
              }
            />
            <p className="ps-6 text-subtle text-xs">{modelMeanings[model]}</p>
          </li>
        ))}
      </ul>
    </Popover>
    {children}
  </div>
)
