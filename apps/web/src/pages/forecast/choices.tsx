import type { ForecastChoices } from '@tributary/contracts'
import { Button, Dialog, DialogClose, Field, NumberField, toast } from '@tributary/ui'
import { useState } from 'react'
import { failureOf, trpc } from '../../api/trpc.ts'

type Draft = { readonly won: number | null; readonly lost: number | null; readonly high: number | null }

const draftOf = ({ gate, highFrom }: ForecastChoices): Draft => ({
  won: gate.won,
  lost: gate.lost,
  high: Math.round(100 * highFrom),
})

const wrong = (value: number | null, min: number, max: number): string | undefined =>
  value !== null && value >= min && value <= max ? undefined : `Enter a number from ${min} to ${max}.`

/** From when on a model tells probabilities, and what counts as likely. */
export const ForecastChoicesDialog = ({
  choices,
  disabledReason,
}: {
  choices: ForecastChoices
  disabledReason: string | undefined
}) => {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(() => draftOf(choices))
  const utils = trpc.useUtils()
  const change = trpc.forecast.changeChoices.useMutation({
    onSuccess: async () => {
      setOpen(false)
      toast.success('Saved')
      await utils.forecast.invalidate()
    },
    onError: (error) => toast.error('This was not saved', { description: failureOf(error).message }),
  })
  const errors = {
    won: wrong(draft.won, 10, 10_000),
    lost: wrong(draft.lost, 10, 10_000),
    high: wrong(draft.high, 50, 99),
  }
  const isWrong = Object.values(errors).some((error) => error !== undefined)
  const save = () => {
    const { won, lost, high } = draft
    if (won === null || lost === null || high === null || isWrong) return
    change.mutate({ gateWon: won, gateLost: lost, highFrom: high / 100 })
  }
  return (
    <>
      <Button
        disabledReason={disabledReason}
        onClick={() => {
          setDraft(draftOf(choices))
          setOpen(true)
        }}
      >
        What counts
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="small"
        title="What counts"
        description="With fewer closed deals a model abstains, and the base rate is told. Another number here trains anew."
        footer={
          <>
            <DialogClose>
              <Button tone="ghost">Cancel</Button>
            </DialogClose>
            <Button
              tone="primary"
              pending={change.isPending}
              disabledReason={isWrong ? 'One of the numbers is out of its range' : undefined}
              onClick={save}
            >
              Save
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Won deals before it tells probabilities" error={errors.won}>
            <NumberField
              value={draft.won}
              min={10}
              max={10_000}
              onChange={(won) => setDraft({ ...draft, won })}
            />
          </Field>
          <Field label="Lost deals before it tells probabilities" error={errors.lost}>
            <NumberField
              value={draft.lost}
              min={10}
              max={10_000}
              onChange={(lost) => setDraft({ ...draft, lost })}
            />
          </Field>
          <Field label="A deal is likely from this probability on" error={errors.high}>
            <NumberField
              value={draft.high}
              min={50}
              max={99}
              unit="%"
              onChange={(high) => setDraft({ ...draft, high })}
            />
          </Field>
        </div>
      </Dialog>
    </>
  )
}
