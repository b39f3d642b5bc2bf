import type { AttributionAnswer, DecayRate, LookbackDays, OfferedModel } from '@tributary/contracts'
import { Button, Field, Popover, Select, toast, useFormats } from '@tributary/ui'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { failureOf, trpc } from '../../api/trpc.ts'
import { useMay } from '../../session/session.ts'
import { MODEL_ORDER, modelMeanings, modelWords, RATES, WINDOWS } from './model-words.ts'

/** By which one model the organization counts ROAS, CAC and the revenue of campaigns. */
export const ChooseModel = ({ chosen }: { chosen: AttributionAnswer['chosen'] }) => {
  const may = useMay()
  const utils = trpc.useUtils()
  const [open, setOpen] = useState(false)
  const [model, setModel] = useState<OfferedModel>(chosen.model)
  const [days, setDays] = useState(chosen.lookbackDays)
  const [rate, setRate] = useState(chosen.decayRate)
  const formats = useFormats()
  const choose = trpc.attribution.choose.useMutation({
    onSuccess: async () => {
      setOpen(false)
      toast.success('ROAS, CAC and campaign revenue are counted anew')
      await Promise.all([utils.attribution.invalidate(), utils.dashboard.invalidate()])
    },
    onError: (error) => toast.error('The choice was not saved', { description: failureOf(error).message }),
  })
  const isSame = model === chosen.model && days === chosen.lookbackDays && rate === chosen.decayRate
  const window: LookbackDays | undefined = WINDOWS.find((one) => one === days)
  const decayRate: DecayRate | undefined = RATES.find((one) => one === rate)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="One model for ROAS, CAC and revenue"
      trigger={
        <Button tone="ghost" icon={<Check aria-hidden />}>
          Counted by {modelWords[chosen.model]}, {chosen.lookbackDays} days
        </Button>
      }
      className="w-88"
    >
      <div className="flex flex-col gap-3">
        <Field label="Model" hint={modelMeanings[model]}>
          <Select
            options={MODEL_ORDER.map((value) => ({ value, label: modelWords[value] }))}
            value={model}
            onChange={setModel}
          />
        </Field>
        <Field label="Window" hint="So many days before a win its touches count.">
          <Select
            options={WINDOWS.map((value) => ({ value: String(value), label: `${value} days` }))}
            value={String(days)}
            onChange={(value) => setDays(Number(value))}
          />
        </Field>
        <Field label="Decay rate" hint="What one step back leaves of what a touch earns in position decay.">
          <Select
            options={RATES.map((value) => ({ value: String(value), label: formats.percent(value) }))}
            value={String(rate)}
            onChange={(value) => setRate(Number(value))}
          />
        </Field>
        <Button
          tone="primary"
          pending={choose.isPending}
          disabledReason={
            may.can('settings.manage')
              ? isSame
                ? 'This is how it is counted now.'
                : null
              : may.whyNot('settings.manage')
          }
          onClick={() => window && choose.mutate({ model, lookbackDays: window, decayRate })}
        >
          Count by this model
        </Button>
      </div>
    </Popover>
  )
}
